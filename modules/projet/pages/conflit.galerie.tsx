import type { JSX } from 'preact';
import { PersonneId } from '#core/tenancy.ts';
import { UN_JOUR, desFaits, uneLettre, uneVersion } from '../builders.ts';
import { type Lettre, type Version, VersionId } from '../model.ts';
import { presenterConflit } from '../view.ts';
import { Introuvable } from './comparaison.tsx';
import { PageConflit } from './conflit.tsx';
import { LectureReservee } from './projet.tsx';

const id = (n: number) => VersionId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);

function montrer(base: string, actuel: string, envoye: string): JSX.Element {
  const { numero: _, ...miseDeCote } = uneVersion({ id: id(3), motif: 'mise_de_cote', base: 1, texte: envoye, auteur: 'Bob' });
  const versions: readonly Version[] = [miseDeCote, uneVersion({ id: id(2), numero: 2, texte: actuel }), uneVersion({ id: id(1), numero: 1, texte: base })];
  const lettre = uneLettre();
  const changee: Lettre = { ...lettre, sections: lettre.sections.map((s) => (s.cle === 'acteurs' ? { ...s, version: 2, champs: {}, texte: actuel, modifieePar: 'Ana', modifieeLe: new Date('2026-11-23T09:00:00Z') } : s)) };
  const vue = presenterConflit({ lettre: changee, faits: desFaits(), base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Bob', roles: ['presidence'] } }, 'acteurs', { versions, id: id(3) });
  return vue ? <PageConflit vue={vue} /> : <Introuvable />;
}

export const vide = (): JSX.Element => <Introuvable />;
export const pleine = (): JSX.Element => montrer('Un.\n\nDeux.\n\nTrois.', 'Un changé.\n\nDeux.\n\nTrois.', 'Un.\n\nDeux.\n\nTrois.\n\nQuatre.');
export const longue = (): JSX.Element => montrer('Phrase. '.repeat(500), 'Phrase longue. '.repeat(500), 'Autre phrase. '.repeat(500));
export const refusee = (): JSX.Element => montrer('Un.', 'Un selon Ana.', 'Un selon Bob.');
export const interdite = (): JSX.Element => <LectureReservee base="/cpts/essai" />;
