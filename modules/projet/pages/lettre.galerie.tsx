import type { JSX } from 'preact';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { DES_CHAMPS, UN_JOUR, desCommunes, desFaits, desFaitsSansTerritoire, uneLettre, unTerritoire } from '../builders.ts';
import type { FaitsLettre, Lettre } from '../model.ts';
import { preremplir } from '../rules.ts';
import { presenterLettre } from '../view.ts';
import { PageLettre } from './lettre.tsx';
import { LectureReservee } from './projet.tsx';

const CARTE = { svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200" role="img" aria-label="Carte d’essai"><path d="M40 40L200 30L220 140L80 190Z" fill="#a9d3cf" stroke="#11606b"/></svg>', largeur: 400, hauteur: 200, alternative: 'Carte d’essai', source: 'Fond : dessin inventé.' };

const montrer = (lettre: Lettre, faits: FaitsLettre, role: Role, refus?: string): JSX.Element => (
  <PageLettre vue={presenterLettre({ lettre, faits, base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles: [role] } }, refus)} />
);

/** Sections saved by people, one of them left behind by a change of the territory. */
function enregistree(faits: FaitsLettre): Lettre {
  const lettre = uneLettre(faits);
  const sections = lettre.sections.map((s) => ({ ...s, version: 3, modifieeLe: new Date('2026-11-23T09:00:00Z'), modifieePar: 'Ibrahim Cœur' }));
  return { ...lettre, sections: sections.map((s) => (s.cle === 'acteurs' ? { ...s, texte: 'Nous sommes douze.\n\n- médecins\n- infirmières', proposition: 'Un ancien texte proposé.' } : s.cle === 'territoire' ? { ...s, proposition: s.proposition.replace('12', '11') } : s)) };
}

export const vide = (): JSX.Element => montrer(preremplir(desFaitsSansTerritoire(), UN_JOUR), desFaitsSansTerritoire(), 'coordination');
export const pleine = (): JSX.Element => {
  const faits = desFaits({ territoire: unTerritoire({ carte: CARTE }) });
  return montrer(enregistree(faits), faits, 'coordination');
};
export const longue = (): JSX.Element => {
  const faits = desFaits({ nom: 'Communauté '.repeat(18), territoire: unTerritoire({ communes: desCommunes(800), avertissements: ['Territoire en plusieurs morceaux : à l’écart du plus peuplé, Arcy et Montjoie.'] }) });
  const lettre = uneLettre(faits);
  const nom = 'Association-de-préfiguration-au-nom-interminable-'.repeat(6);
  return montrer({ ...lettre, sections: lettre.sections.map((s) => (s.cle === 'porteur' ? { ...s, champs: { ...DES_CHAMPS.porteur, porteur_nom: nom } } : s.cle === 'diagnostic' ? { ...s, texte: 'Un constat long. '.repeat(900) } : s)) }, faits, 'presidence');
};
export const refusee = (): JSX.Element => montrer(uneLettre(), desFaits(), 'coordination', 'Bob a enregistré cette section depuis l’ouverture de votre page. Relisez-la, puis recommencez.');
export const interdite = (): JSX.Element => <LectureReservee base="/cpts/essai" />;
