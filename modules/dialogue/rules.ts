import { Proposition, type Redaction, type SaisieRedaction, type Suite } from './model.ts';

const CHAMPS = ['explication', 'proposition', 'texte'] as const;

/** The name of a field of the form that speaks of one line. */
export const champDeLigne = (champ: (typeof CHAMPS)[number], ligne: string): string => `${champ}:${ligne}`;

function suiteDe(s: SaisieRedaction, ligne: string, avant: Suite | undefined): Suite | undefined {
  const lire = (champ: (typeof CHAMPS)[number]): string | undefined => { const v = s[champDeLigne(champ, ligne)]; return typeof v === 'string' ? v.trim() : undefined; };
  const proposition = lire('proposition');
  const suite = { explication: lire('explication') ?? avant?.explication ?? '', proposition: proposition === undefined ? (avant?.proposition ?? null) : (Proposition.safeParse(proposition).data ?? null), texte: lire('texte') ?? avant?.texte ?? '' };
  return suite.explication === '' && suite.proposition === null && suite.texte === '' ? undefined : suite;
}

/** What was written, after the form: lines that the form did not show keep what was said of them; unknown lines are left out. */
export function redactionDe(s: SaisieRedaction, avant: Redaction, connues: ReadonlySet<string>): Redaction {
  const ids = new Set([...connues, ...Object.keys(avant.lignes)]);
  return {
    faitsMarquants: s.faitsMarquants, difficultes: s.difficultes, propositions: s.propositions, conclusions: s.conclusions, tenuLe: s.tenuLe ?? null,
    lignes: Object.fromEntries([...ids].toSorted().flatMap((id) => { const suite = suiteDe(s, id, avant.lignes[id]); return suite ? [[id, suite]] : []; })),
  };
}
