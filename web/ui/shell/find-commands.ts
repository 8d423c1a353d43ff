/** Finding a command by what is typed. Pure. */
export type Command = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  /** Other words that find it, such as its id or its name in the other language. */
  readonly words: string;
  readonly run: () => void;
};

const shownMax = 30;

/** All typed words must occur; a name that begins with the text comes before one that only holds it. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return commands.slice(0, shownMax);
  const words = text.split(/\s+/);
  const rank = (command: Command): number | null => {
    const name = command.name.toLowerCase();
    const all = `${name} ${command.words.toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return null;
    if (name.startsWith(text)) return 0;
    return name.includes(text) ? 1 : 2;
  };
  return commands
    .flatMap((command) => {
      const place = rank(command);
      return place === null ? [] : [{ command, place }];
    })
    .sort((a, b) => a.place - b.place)
    .slice(0, shownMax)
    .map(({ command }) => command);
}
