import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { accord, formaterDate } from '#core/texte.ts';
import { enEuros } from '#modules/aci/labels.ts';
import { ANNEE_DE_REVOYURE, MOIS_DES_REUNIONS, MOIS_DU_DIALOGUE, MOIS_DU_RAPPORT, MOIS_DU_RENOUVELLEMENT, REUNIONS_PAR_FICHE } from '../constants.ts';

export type EtatEtape = 'faite' | 'encours' | 'avenir' | 'retard';
export type CleEtape = 'preuves' | 'reunions' | 'valeurs' | 'rapport' | 'signature' | 'dialogue' | 'objectifs' | 'avance' | 'solde' | 'revoyure' | 'renouvellement';

/** A step of the year: when, who, what is ready, what is missing, where the rule comes from. */
export type Etape = {
  readonly cle: CleEtape;
  readonly titre: string;
  readonly debut: Jour;
  /** Last day, included. */
  readonly fin: Jour;
  readonly etat: EtatEtape;
  readonly qui: string;
  readonly pret: readonly string[];
  readonly manque: readonly string[];
  readonly base: string;
};

export type FaitsCycle = {
  readonly annee: { readonly numero: number; readonly debut: Jour; readonly fin: Jour };
  readonly dureeAnnees: number;
  readonly aujourdhui: Jour;
  readonly lignes: { readonly total: number; readonly completes: number; readonly sansValeur: readonly string[]; readonly caisseSansRequete: readonly string[]; readonly fragiles: number };
  /** Sheets that work for the year, and on how many days people met for each between six and three months before the anniversary. */
  readonly fiches: readonly { readonly titre: string; readonly reunions: number }[];
  readonly redige: boolean;
  readonly signature: { readonly numero: number; readonly le: Jour; readonly deposee: boolean } | undefined;
  readonly tenuLe: Jour | undefined;
  readonly lignesSuivantes: number;
  readonly avance: { readonly le: Jour; readonly attendu: number; readonly recu: number } | undefined;
  readonly solde: { readonly le: Jour; readonly attendu: number; readonly recu: number } | undefined;
};

const NBSP = '\u00a0';
type Ebauche = Omit<Etape, 'etat'> & { /** A step that nothing here can show as done: it is done when its time is over. */ readonly simpleRepere?: true };

function etatDe({ debut, fin, manque, simpleRepere }: Ebauche, aujourdhui: Jour): EtatEtape {
  if (aujourdhui < debut) return simpleRepere || manque.length > 0 ? 'avenir' : 'faite';
  if (simpleRepere) return aujourdhui > fin ? 'faite' : 'encours';
  if (manque.length === 0) return 'faite';
  return aujourdhui > fin ? 'retard' : 'encours';
}

const QUELQUES = 4;
const citer = (titres: readonly string[]): string => `${titres.slice(0, QUELQUES).join(', ')}${titres.length > QUELQUES ? `, et ${titres.length - QUELQUES}${NBSP}autres` : ''}`;

type Quand = { readonly debut: Jour; readonly fin: Jour };
const avantA = ({ annee }: FaitsCycle, mois: number): Quand => ({ debut: plusMois(annee.fin, mois), fin: plusJours(annee.fin, -1) });
const autourDeA = ({ annee: { fin } }: FaitsCycle): Quand => ({ debut: plusMois(fin, MOIS_DU_DIALOGUE.debut), fin: plusJours(plusMois(fin, MOIS_DU_DIALOGUE.fin), -1) });
/** A sentence when it is true, nothing otherwise. */
const si = (vrai: boolean, phrase: string): readonly string[] => (vrai ? [phrase] : []);
const selon = (vrai: boolean, pret: string, manque: string): Pick<Etape, 'pret' | 'manque'> => ({ pret: si(vrai, pret), manque: si(!vrai, manque) });

const preuves = (f: FaitsCycle): Ebauche => ({
  cle: 'preuves', titre: 'Garder l’activité et les preuves, action par action', debut: f.annee.debut, fin: plusJours(f.annee.fin, -1), qui: 'Tous ceux qui pilotent une action',
  pret: si(f.lignes.total > 0, `${accord(f.lignes.completes, 'ligne complète', 'lignes complètes')} sur ${f.lignes.total}`),
  manque: [...si(f.lignes.total === 0, 'les lignes de l’année, à inscrire au contrat'), ...si(f.lignes.completes < f.lignes.total, `une valeur, une preuve ou un livrable pour ${accord(f.lignes.total - f.lignes.completes, 'ligne')}`), ...si(f.lignes.fragiles > 0, `mieux que ${accord(f.lignes.fragiles, 'preuve fragile', 'preuves fragiles')}`)],
  base: 'preuves usuelles des contrats publiés',
});

function reunions({ annee, fiches }: FaitsCycle): Ebauche {
  const courtes = fiches.filter((x) => x.reunions < REUNIONS_PAR_FICHE);
  return {
    cle: 'reunions', titre: `Se réunir ${REUNIONS_PAR_FICHE} ou ${REUNIONS_PAR_FICHE + 1} fois par action, avant de voir la caisse`, debut: plusMois(annee.fin, MOIS_DES_REUNIONS.debut), fin: plusMois(annee.fin, MOIS_DES_REUNIONS.fin), qui: 'Les pilotes',
    pret: fiches.filter((x) => x.reunions > 0).map((x) => `${x.titre}${NBSP}: ${accord(x.reunions, 'réunion prouvée', 'réunions prouvées')}`),
    manque: [...si(fiches.length === 0, 'les fiches actions de l’année'), ...si(courtes.length > 0, `des réunions prouvées pour ${citer(courtes.map((x) => x.titre))}`)],
    base: 'concourspluripro.fr, 4 à 5 réunions par fiche ; le calendrier est un repère',
  };
}

const valeurs = (f: FaitsCycle): Ebauche => ({
  cle: 'valeurs', titre: 'Relever chaque indicateur, demander ses requêtes à la caisse', ...avantA(f, MOIS_DU_RAPPORT), qui: 'La coordination',
  pret: si(f.lignes.total > 0, `${accord(f.lignes.total - f.lignes.sansValeur.length, 'ligne a', 'lignes ont')} une valeur`),
  manque: [...si(f.lignes.total === 0, 'les lignes de l’année'), ...si(f.lignes.sansValeur.length > 0, `une valeur pour ${citer(f.lignes.sansValeur)}`), ...si(f.lignes.caisseSansRequete.length > 0, `la requête de la caisse pour ${citer(f.lignes.caisseSansRequete)}`)],
  base: 'contrats publiés : valeurs données par la CPAM',
});

const rapport = (f: FaitsCycle): Ebauche => ({
  cle: 'rapport', titre: 'Écrire le rapport d’activité et le dossier', ...avantA(f, MOIS_DU_RAPPORT), qui: 'La coordination et le bureau', ...selon(f.redige, 'faits marquants et propositions écrits', 'les faits marquants et les propositions'), base: 'rapport d’activité annuel, attendu par l’ARS et la caisse',
});

const signature = (f: FaitsCycle): Ebauche => ({
  cle: 'signature', titre: 'Signer le dossier et le déposer', ...autourDeA(f), qui: 'La présidence', base: 'dossier de dialogue de gestion',
  ...(f.signature ? { pret: [`état n°${NBSP}${f.signature.numero} signé le ${formaterDate(f.signature.le)}${f.signature.deposee ? ', déposé dans l’espace d’échange' : ', dépôt en route'}`], manque: [] } : { pret: [], manque: ['la signature de la présidence'] }),
});

const dialogue = (f: FaitsCycle): Ebauche => ({
  cle: 'dialogue', titre: 'Dialogue de gestion avec l’ARS et la caisse', ...autourDeA(f), qui: 'La présidence et la coordination', base: 'autour de l’anniversaire ; date à convenir avec la caisse',
  ...selon(f.tenuLe !== undefined, `tenu le ${f.tenuLe ? formaterDate(f.tenuLe) : ''}`, 'la date où il a été tenu, et ce qui y fut conclu'),
});

const objectifs = (f: FaitsCycle): Ebauche => ({
  cle: 'objectifs', titre: `Inscrire les lignes de l’année ${f.annee.numero + 1}`, ...autourDeA(f), qui: 'La coordination', base: 'objectifs revus, jamais imposés', ...selon(f.lignesSuivantes > 0, accord(f.lignesSuivantes, 'ligne inscrite', 'lignes inscrites'), 'les objectifs et les paliers convenus'),
});

type Somme = { readonly attendu: number; readonly recu: number };
const recevoir = ({ attendu, recu }: Somme): Pick<Etape, 'pret' | 'manque'> => ({ pret: si(recu !== 0, `${enEuros(recu)} reçus sur ${enEuros(attendu)}`), manque: si(recu !== attendu, attendu >= recu ? `${enEuros(attendu - recu)} à recevoir` : `${enEuros(recu - attendu)} à rendre`) });

const avance = (f: FaitsCycle, a: NonNullable<FaitsCycle['avance']>): Ebauche => ({ cle: 'avance', titre: `Avance de l’année ${f.annee.numero + 1}`, debut: a.le, fin: a.le, qui: 'La caisse', ...recevoir(a), base: 'avance à l’anniversaire, part fixe seulement' });
const solde = (f: FaitsCycle, s: NonNullable<FaitsCycle['solde']>): Ebauche => ({ cle: 'solde', titre: `Solde de l’année ${f.annee.numero}`, debut: f.annee.fin, fin: s.le, qui: 'La caisse', ...recevoir(s), base: 'après le dialogue ; sa date n’est dans aucun texte trouvé : réglage du contrat' });
const revoyure = (f: FaitsCycle): Ebauche => ({ cle: 'revoyure', titre: 'Revoyure nationale des montants', debut: f.annee.fin, fin: plusMois(f.annee.fin, 12), qui: 'Les partenaires conventionnels', pret: [], manque: [], base: 'clause de revoyure après deux ans', simpleRepere: true });
const renouvellement = (f: FaitsCycle): Ebauche => ({ cle: 'renouvellement', titre: 'Dossier de renouvellement du contrat', ...avantA(f, MOIS_DU_RENOUVELLEMENT), qui: 'La présidence et la coordination', pret: [], manque: ['le contrat renouvelé'], base: 'contrat de cinq ans ; étapes du renouvellement à vérifier' });

const ebauches = (f: FaitsCycle): readonly Ebauche[] => [
  preuves(f), reunions(f), valeurs(f), rapport(f), signature(f), dialogue(f),
  ...(f.annee.numero < f.dureeAnnees ? [objectifs(f)] : [renouvellement(f)]),
  ...(f.avance ? [avance(f, f.avance)] : []),
  ...(f.solde ? [solde(f, f.solde)] : []),
  ...(f.annee.numero === ANNEE_DE_REVOYURE ? [revoyure(f)] : []),
];

/** The year of the dialogue, keyed on the anniversary of the contract. @source faits.md §4.6 bis */
export function cycleDe(f: FaitsCycle): readonly Etape[] {
  return ebauches(f)
    .map(({ simpleRepere, ...e }) => ({ ...e, etat: etatDe({ ...e, ...(simpleRepere && { simpleRepere }) }, f.aujourdhui) }))
    .toSorted((a, b) => (a.debut < b.debut ? -1 : a.debut > b.debut ? 1 : 0) || (a.fin < b.fin ? -1 : a.fin > b.fin ? 1 : 0));
}

/** The step to do now: the first late, else the first under way. */
export const etapeDuMoment = (etapes: readonly Etape[]): Etape | undefined => etapes.find((e) => e.etat === 'retard') ?? etapes.find((e) => e.etat === 'encours');
