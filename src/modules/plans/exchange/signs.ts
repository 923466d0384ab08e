/** Control signs that XML 1.0 cannot hold at all, not even escaped. Tab and ends of lines are not among them. */
const unwritable = /(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/gu

/** Text that any XML file can hold. `instead`: what stands for a sign that it cannot. */
export const writable = (text: string, instead: string): string => text.toWellFormed().replaceAll(unwritable, instead)
