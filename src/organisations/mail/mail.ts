export type Mail = { readonly recipient: string; readonly subject: string; readonly body: string };

/** Takes a mail for delivery. Resolves when it is kept; a mail server that is away must not lose it. */
export type PostMail = (mail: Mail) => Promise<void>;
