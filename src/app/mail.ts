import { readConfig, WrongSetting } from '../platform/config.ts'
import { sendTrial } from '../platform/mail/send.ts'

/** `throughline mail ADDRESS`: sends one trial mail with the settings of the service, and says what the server answered. */
export async function mailCommand(args: readonly string[]): Promise<void> {
  const [to = ''] = args
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(to) || args.length > 1)
    throw new WrongSetting('Say to which address: throughline mail somebody@district.example')
  const { mail } = readConfig(process.env)
  if (!mail) throw new WrongSetting('Mail is off: set THROUGHLINE_MAIL_HOST first (docs/run/mail.md).')
  const code = await sendTrial(mail, to)
  if (code !== '')
    throw new WrongSetting(
      `The mail server ${mail.host}:${mail.port} did not take it: ${code} (docs/run/mail.md, When it fails).`,
    )
  console.log(
    `The mail server ${mail.host}:${mail.port} took it. Look into the mailbox, also among what was sorted out.`,
  )
}
