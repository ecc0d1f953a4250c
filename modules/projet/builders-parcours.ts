import { Jour } from '#core/jour.ts';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { type Question, QuestionId, type Remarque, RemarqueId } from './model-echanges.ts';
import { type Depot, DepotId, type Dossier, type GesteParcours, type Pas, PasId, type StatutParcours } from './model-parcours.ts';
import { SOURCES } from './regimes.ts';
import { REGLAGES_DE_DEPART } from './moteur/parcours.ts';
import { PAS, transitions } from './transitions.ts';

const id = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const unPas = (avec: Partial<Pas> & Pick<Pas, 'geste' | 'de' | 'le'>, rang = 1): Pas => ({
  id: PasId.parse(id(900 + rang)),
  vers: transitions[avec.de][avec.geste] ?? avec.de,
  enregistreLe: new Date(`${avec.le}T09:00:00Z`),
  institution: PAS[avec.geste].par[0] ?? 'cpts',
  acteur: PAS[avec.geste].par[0] === 'ars' ? 'Ludivine Postulat' : 'Maëlle Riva',
  baseLegale: SOURCES[PAS[avec.geste].source].texte,
  commentaire: '',
  reprise: false,
  ...avec,
});

/** A file made by its steps, each with its day: the status is where the table of transitions leads. */
export function unDossier(commence: string, suite: readonly (readonly [GesteParcours, string, Partial<Pas>?])[] = [], avec: Partial<Dossier> = {}): Dossier {
  let statut: StatutParcours = 'contact';
  const pas = suite.map(([geste, le, plus], i) => {
    const p = unPas({ geste, de: statut, le: Jour.parse(le), ...plus }, i + 1);
    statut = p.vers;
    return p;
  });
  const commenceLe = Jour.parse(commence);
  return { statut, depuis: pas.at(-1)?.le ?? commenceLe, version: pas.length + 1, commenceLe, pas, missions: [], reglages: REGLAGES_DE_DEPART, ...avec };
}

export const unDepot = (avec: Partial<Depot> = {}): Depot => ({
  id: DepotId.parse(id(700)),
  numero: 1,
  genre: 'lettre_intention',
  titre: 'Lettre d’intention',
  fichierId: id(701),
  nom: 'lettre-intention.pdf',
  octets: 184_320,
  empreinte: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  paragraphes: [{ titre: true, texte: 'Le territoire' }, { titre: false, texte: 'Douze communes, 79 673 habitants.' }, { titre: false, texte: 'Elles partagent le même hôpital.' }],
  deposeLe: new Date('2026-09-22T09:00:00Z'),
  deposePar: 'Maëlle Riva',
  ...avec,
});

/** Where the gallery reads a page from, and as whom. */
export const ICI = (role: Role) => ({ base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: Jour.parse('2026-11-24'), qui: { personneId: PersonneId.parse(id(1)), nom: 'Maëlle Riva', roles: [role] } });

export const uneQuestion = (avec: Partial<Question> = {}): Question => ({
  id: QuestionId.parse(id(800)),
  numero: 1,
  depot: unDepot().id,
  objet: 'Commune partagée avec la CPTS voisine',
  texte: 'La commune de Grandval figure aussi dans le projet voisin. Avez-vous un accord ?',
  institution: 'ars',
  auteur: 'Ludivine Postulat',
  poseeLe: new Date('2026-11-10T09:00:00Z'),
  destinataire: 'cpts',
  porteur: 'Maëlle Riva',
  echeance: Jour.parse('2026-11-30'),
  statut: 'posee',
  version: 1,
  ...avec,
});

export const desQuestions = (): readonly Question[] => [
  uneQuestion(),
  uneQuestion({ id: QuestionId.parse(id(801)), numero: 2, objet: 'Compte bancaire', texte: 'L’association a-t-elle un compte ?', statut: 'repondue', reponse: 'Oui, ouvert en mars.', reponduePar: 'Maëlle Riva', repondueLe: new Date('2026-11-12T09:00:00Z'), version: 2 }),
];

export const desRemarques = (): readonly Remarque[] => [
  { id: RemarqueId.parse(id(850)), paragraphe: 1, texte: 'Merci de citer la source de ce chiffre.', institution: 'ars', auteur: 'Ludivine Postulat', le: new Date('2026-11-10T09:00:00Z'), reglee: false },
  { id: RemarqueId.parse(id(851)), paragraphe: 1, parent: RemarqueId.parse(id(850)), texte: 'INSEE, populations 2023.', institution: 'cpts', auteur: 'Maëlle Riva', le: new Date('2026-11-11T09:00:00Z'), reglee: false },
  { id: RemarqueId.parse(id(852)), paragraphe: 2, texte: 'Bien.', institution: 'assurance_maladie', auteur: 'Firmin Théorème', le: new Date('2026-11-11T10:00:00Z'), reglee: true },
];
