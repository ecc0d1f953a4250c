import type { z } from 'zod';

type Ecart = z.core.$ZodRawIssue;

const ATTENDUS: Readonly<Record<string, string>> = {
  string: 'un texte', number: 'un nombre', int: 'un nombre entier', boolean: 'vrai ou faux (true, false)', array: 'une liste', object: 'un objet { … }', record: 'un objet { … }', null: 'null',
};
export const parmi = (valeurs: readonly unknown[]): string => `une valeur parmi ${valeurs.map((v) => JSON.stringify(v)).join(', ')}`;

function phraseType(i: Extract<Ecart, { code: 'invalid_type' }>): string {
  const attendu = ATTENDUS[i.expected] ?? i.expected;
  if (i.input === undefined) return `ce champ manque : ${attendu}`;
  if (typeof i.input === 'number' && !Number.isFinite(i.input)) return 'ce nombre est trop grand pour être lu';
  return `il faut ${attendu}`;
}

function phraseTaille(i: Extract<Ecart, { code: 'too_small' | 'too_big' }>): string {
  const borne = i.code === 'too_small' ? `au moins ${i.minimum}` : `au plus ${i.maximum}`;
  if (i.origin === 'string') return i.code === 'too_small' && Number(i.minimum) === 1 ? 'ce texte est vide' : `il faut ${borne} caractères`;
  return i.origin === 'array' ? `il faut ${borne} élément${/ 1$/.test(borne) ? '' : 's'}` : `il faut ${borne}`;
}

/** What is wrong in the input of an engine, for the person who wrote it; undefined leaves the sentence of the library. */
export function phraseEcart(i: Ecart): string | undefined {
  switch (i.code) {
    case 'invalid_type':
      return phraseType(i);
    case 'invalid_value':
      return i.input === undefined ? `ce champ manque : ${parmi(i.values)}` : `il faut ${parmi(i.values)}`;
    case 'too_small':
    case 'too_big':
      return phraseTaille(i);
    case 'unrecognized_keys':
      return `champ inconnu : ${i.keys.map((k) => JSON.stringify(k)).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(i['options']) ? `il faut ${parmi(i['options'] as readonly unknown[])}` : undefined;
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return undefined;
  }
}
