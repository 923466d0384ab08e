-- When a student is forgotten, the sums of closed months that hold single students go, and no run names them any more.
grant update (month_path) on indicators.run to throughline_app;
