/** Door to outgoing mail, for instances with a mail server of their own. */
export { isPlainAddress, type MailMessage } from './mail-message.ts';
export { type MailServer, mailServerOf, sendMail } from './send-mail.ts';
export { SmtpRefused } from './smtp-dialogue.ts';
