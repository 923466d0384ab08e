/** The password of everybody in the demo. It is no secret: the demo only lives on a loopback address, in a database marked demo. */
export const demoPassword = 'mill-river-2026'
