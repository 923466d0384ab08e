import './copy.ts'
import './hide-names.ts'
import './progress.ts'
import './upload.ts'
