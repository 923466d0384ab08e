import type { MailSettings } from './settings.ts'
import type { Taken } from './store.ts'

/**
 * A mail as it is handed to the server: plain text and HTML, the Message-ID that it was promised under, and the headers that keep machines from answering
 * (RFC 3834, 5) and that lead to the page of preferences (RFC 2369). In: settings, the mail, its first date.
 */
export function letterOf(settings: Pick<MailSettings, 'from'>, mail: Taken) {
  return {
    from: settings.from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    text: mail.plain,
    html: mail.html,
    messageId: mail.message_id,
    // The envelope goes to one address, whatever a text says.
    envelope: { from: settings.from, to: [mail.recipient] },
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.lang,
      ...(mail.unsubscribe === '' ? {} : { 'List-Unsubscribe': `<${mail.unsubscribe}>` }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
