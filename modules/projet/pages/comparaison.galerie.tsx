import type { JSX } from 'preact';
import { PersonneId } from '#core/tenancy.ts';
import { UN_JOUR, desFaits, uneLettre, uneVersion } from '../builders.ts';
import { type Version, VersionId } from '../model.ts';
import { presenterComparaison } from '../view.ts';
import { Introuvable, PageComparaison } from './comparaison.tsx';
import { LectureReservee } from './projet.tsx';

const id = (n: number) => VersionId.parse(`0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);

function montrer(versions: readonly Version[], refus?: string): JSX.Element {
  const vue = presenterComparaison({ lettre: uneLettre(), faits: desFaits(), base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles: ['coordination'] } }, 'acteurs', { versions, id: id(2), ...(refus === undefined ? {} : { refus }) });
  return vue ? <PageComparaison vue={vue} /> : <Introuvable />;
}

const deux = (avant: string, apres: string): readonly Version[] => [uneVersion({ id: id(2), numero: 2, texte: apres }), uneVersion({ id: id(1), numero: 1, texte: avant, motif: 'commencement' })];

export const vide = (): JSX.Element => montrer([]);
export const pleine = (): JSX.Element => montrer(deux('Nous sommes douze, dont une sage-femme.', 'Nous sommes quatorze, dont deux sages-femmes.'));
export const longue = (): JSX.Element => montrer(deux('Un paragraphe entier. '.repeat(700), 'Un autre paragraphe, plus long encore. '.repeat(700)));
export const refusee = (): JSX.Element => montrer(deux('Un.', 'Deux.'), 'Bob a enregistré cette section depuis l’ouverture de votre page. Relisez-la, puis recommencez.');
export const interdite = (): JSX.Element => <LectureReservee base="/cpts/essai" />;
