import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { type Assemblee, AssembleeId, type Instance, type Mandat, MandatId, type Point, PointId, type Statuts } from './model.ts';

type Regles = Instance['regles'];

export const uneInstance = (avec: Partial<Instance> = {}, regles: Partial<Regles> = {}): Instance => ({
  code: 'ag_ordinaire',
  convocation: { delaiJours: 15, par: ['presidence'] },
  ...avec,
  regles: {
    code: avec.code ?? 'ag_ordinaire',
    voix: { mode: 'par_membre' },
    quorum: { part: '1/4', sens: 'au_moins', representes: true },
    secondeConvocation: { quorum: 'aucun' },
    procurations: { maximum: 2, memeCollege: false, auDela: 'premieres', plusieursMandataires: 'derniere' },
    majorites: { ordinaire: { type: 'simple' }, modification_statuts: { type: 'qualifiee', part: '2/3', sens: 'au_moins', base: 'exprimes' }, dissolution: { type: 'qualifiee', part: '2/3', sens: 'au_moins', base: 'exprimes' } },
    blancs: 'non_exprimes',
    egalite: 'voix_preponderante',
    secret: { resolutions: 'sur_demande', elections: 'toujours' },
    election: { tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 'sieges', egalite: ['benjamin', 'sort'] },
    ...regles,
  },
});

/** Statutes that hold: each case of the tests changes the one clause it is about. */
export const desStatuts = (avec: Partial<Statuts> = {}): Statuts => ({
  nom: 'CPTS d’Exemple',
  objet: 'Organiser ensemble les soins du territoire.',
  siege: 'Mairie d’Exemple',
  duree: 'illimitée',
  excedents: 'conserves',
  devolution: 'association',
  retrait: 'libre',
  adhesion: 'libre',
  admission: 'bureau',
  exclusion: { organe: 'conseil', apresAudition: true },
  cotisation: { euros: 10, exigee: true },
  colleges: [
    { code: 'liberaux', nom: 'Professionnels libéraux', poids: '60 %' },
    { code: 'partenaires', nom: 'Partenaires', poids: '40 %' },
  ],
  instances: [uneInstance(), uneInstance({ code: 'ag_extraordinaire' }), uneInstance({ code: 'conseil', sieges: 9 }), uneInstance({ code: 'bureau', sieges: 4 })],
  fonctions: [
    { fonction: 'presidence', nom: 'Présidence', instance: 'bureau', ans: 3, renouvellements: 1 },
    { fonction: 'tresorerie', nom: 'Trésorerie', instance: 'bureau', ans: 3, renouvellements: 1 },
    { fonction: 'secretariat', nom: 'Secrétariat', instance: 'bureau', ans: 3, renouvellements: null },
  ],
  signataires: ['presidence', 'secretariat'],
  modification: 'ag_extraordinaire',
  dissolution: 'ag_extraordinaire',
  reglementInterieur: 'conseil',
  declarationJours: 90,
  aDistance: false,
  ...avec,
});

const ids = (n: number, prefixe = '00000'): string => `0198f000-0000-7000-8000-0000${prefixe.slice(0, 4)}${String(n).padStart(4, '0')}`;

export const unMandat = (avec: Partial<Mandat> = {}): Mandat => ({ id: MandatId.parse(ids(1, '0a01')), fonction: 'Présidence', personneId: PersonneId.parse(ids(1, '0b01')), nom: 'Anselme Exemple', debut: Jour.parse('2026-09-01'), fin: Jour.parse('2029-08-31'), ...avec });

export const unPoint = (avec: Partial<Point> = {}): Point => ({ id: PointId.parse(ids(1, '0c01')), ordre: 1, titre: 'Approuver le budget', genre: 'resolution', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'main_levee', statut: 'a_venir', bulletins: [], ...avec });

const NOMS = ['Anselme Exemple', 'Prune Supposée', 'Octave Factice', 'Lison Prétexte', 'Basile Inventé', 'Garance Hypothèse'];

/** An assembly convened, with `n` electors; the first ones are there. */
export const uneAssemblee = (avec: Partial<Assemblee> = {}, n = 6): Assemblee => {
  const electeurs = Array.from({ length: n }, (_, i) => ({ id: ids(i + 1, '0e01'), nom: NOMS[i] ?? `Membre ${i + 1}`, personneId: PersonneId.parse(ids(i + 1, '0e01')) }));
  return {
    id: AssembleeId.parse(ids(1, '0d01')), instance: 'ag_ordinaire', titre: 'Assemblée générale annuelle', jour: Jour.parse('2026-12-10'), heure: '19:30', lieu: 'Salle des fêtes', convocation: 1, statut: 'convoquee',
    regles: { colleges: [], instance: uneInstance(), signataires: ['presidence', 'secretariat'], aDistance: true }, electeurs, convoqueeLe: new Date('2026-11-20T08:00:00Z'), signatures: [], observations: '',
    points: [unPoint(), unPoint({ id: PointId.parse(ids(2, '0c01')), ordre: 2, titre: 'Élire une personne au conseil', genre: 'election', candidats: ['Prune Supposée', 'Octave Factice'], forme: 'secret' })],
    presents: electeurs.slice(0, Math.floor(n / 3)).map((e) => ({ electeur: e.id, moyen: 'tape' as const })), procurations: [], envois: electeurs.map((e, i) => ({ electeur: e.id, le: new Date('2026-11-20T08:00:00Z'), sansAdresse: i === 1 })),
    ...avec,
  };
};
