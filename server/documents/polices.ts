import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PAQUET = '@expo-google-fonts/atkinson-hyperlegible-next';

/** The family of the site, in the static cuts that PDF and image writers read. Licence: SIL Open Font License 1.1. */
export const FAMILLE = 'Atkinson Hyperlegible Next';

const COUPES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;

export const fichiersDePolices = (): string[] => {
  const dossier = dirname(createRequire(import.meta.url).resolve(`${PAQUET}/package.json`));
  return COUPES.map((coupe) => join(dossier, coupe, `AtkinsonHyperlegibleNext_${coupe}.ttf`));
};

export const polices = (): Buffer[] => fichiersDePolices().map((f) => readFileSync(f));
