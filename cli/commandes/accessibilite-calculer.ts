import { parseArgs } from 'node:util';
import { POIDS_AGE } from '#modules/territoire/moteur/apl.ts';
import { MODELE_DISTANCE } from '#modules/territoire/moteur/temps-estime.ts';
import { type Calcule, calculer, type Demande, MINUTES_AU_PLUS } from '../accessibilite/calcul.ts';
import { ecrireEntier, memeFichier, resultatEnCsv } from '../accessibilite/ecrire.ts';
import { nommer } from '../accessibilite/csv.ts';
import type { Lu } from '../accessibilite/fichiers.ts';
import { cheminDe, lirePoids, type Methode, METHODES, nombrePositif } from '../accessibilite/options.ts';
import type { Commande, Sortie } from '../commande.ts';

const nombre = (n: number): string => String(n).replace('.', ',');

const AIDE = `Usage : maillage accessibilite calculer --demande d.csv --offre o.csv [--temps t.csv] --methode M [options]

Fichiers (CSV UTF-8, virgule, point-virgule ou tabulation, éventuellement gzip ; la première ligne nomme les colonnes) :
  --demande d.csv   id,quantite           lieux de demande (habitants)
  --offre o.csv     id,quantite           lieux d’offre (médecins, ETP, consultations par an…)
  --temps t.csv     origine,destination,temps   trajets de la demande vers l’offre, dans l’unité de --seuil ;
                    un trajet absent est hors de portée ; le trajet d’un lieu à lui-même se donne comme les autres
  Sans --temps, d.csv et o.csv portent aussi lat,lon (degrés) : le temps en voiture est estimé, en minutes,
  ${nombre(MODELE_DISTANCE.constante)} + ${nombre(MODELE_DISTANCE.parKm)} × kilomètres à vol d’oiseau, et son erreur est dite ; un même id des deux côtés est le même lieu,
  à 0 minute ; sans --seuil ni paliers pour le borner, le trajet s’arrête à ${MINUTES_AU_PLUS} minutes.
  --sortie s.csv    id,valeur pour chaque lieu de demande, en précision complète ; sans elle, sur la sortie standard ;
                    un fichier qui est lu n’est jamais écrasé

Méthodes (--methode), bornes toujours comprises :
  2sfca    deux étapes : tout trajet jusqu’à --seuil compte 1 (--poids est sans effet)
  e2sfca   deux étapes pondérées par --poids, jusqu’à --seuil s’il est donné
  3sfca    trois étapes : la demande se partage d’abord entre toutes les destinations données, selon --poids ;
           --seuil coupe ensuite, sans changer le partage (comme PySAL access)
  raam     agents rationnels : coût moyen (trajet / τ + encombrement) ; moins il est grand, mieux c’est.
           τ est --tau (60 par défaut) ; --seuil coupe alors les trajets. Sans --tau, --seuil est τ et rien n’est coupé.
           À égalité, la première destination de o.csv l’emporte ; --poids est sans effet.
  apl      forme DREES : offre en consultations par an, paliers 10:1, 15:2/3, 20:1/3 minutes si --poids manque (à vérifier).
           o.csv peut avoir une colonne activite (actes par an et par médecin) : quantite est alors un nombre de médecins,
           l’activité est ramenée entre 3 600 et 6 000, et un id peut revenir (une ligne par médecin).
           d.csv peut avoir les colonnes d’âge ${POIDS_AGE[0].classe}, ${POIDS_AGE[1].classe}, … ${POIDS_AGE[18].classe} : la demande est alors standardisée.

Options :
  --seuil N         temps au-delà duquel un trajet ne compte plus ; comme les temps et les poids de --poids, il s’écrit 12.5, 12,5 ou 25/2
  --poids P         paliers « 20:1,40:0.68,60:0.22 » (poids 1 jusqu’à 20 compris, etc., 0 ensuite) ; une fraction s’écrit 2/3,
                    et une virgule décimale demande des points-virgules : « 10:1;15:2/3;20:0,33 » ; les temps vont en croissant ;
                    ou « gaussienne:5 », exp(−t² / 2σ²) avec σ = 5. Sans --poids, e2sfca et 3sfca prennent 1, 0.68, 0.22 par tiers de --seuil
  --tau N           τ de raam, écrit comme --seuil
  --ignorer-inconnus  passe les trajets dont l’origine n’est pas dans d.csv, au lieu de refuser
  --json            { methode, seuil, tau, poids, valeurs: [{ id, valeur }], remarques } au lieu du CSV ; valeur nulle où elle est vide ;
                    un refus s’écrit aussi { "erreurs": [...] }
  --schema          le JSON Schema d’une ligne de chaque fichier
  --exemple         un exemple complet : fichiers, commande, résultat

Cas limites : une demande nulle ne pèse rien et reçoit sa valeur comme les autres ; une offre que personne n’atteint, ou que seules des
demandes nulles atteignent, donne 0 ; un trajet va de la demande vers l’offre, son retour n’est pas supposé ; vers un lieu absent de
o.csv, il compte comme vers un lieu sans offre, et c’est dit. Un id qui revient, un trajet en double, un nombre négatif, vide ou infini,
une ligne plus longue que les titres, deux colonnes du même nom sont refusés, avec leur ligne.
Colonnes dans un ordre quelconque, majuscules et accents sans effet (Quantité), colonnes en plus admises. Une virgule décimale se lit
quand la virgule ne sépare pas les colonnes. BOM, CRLF, guillemets, espaces autour et lignes vides sont admis.

Valeur : offre accessible par unité de demande (0 si rien n’est à portée). Vide pour raam sans demande ou sans offre à portée.
Code de sortie : 0 calculé, 1 fichier refusé (rien n’est écrit), 2 commande mal écrite.`;

const positif = { type: 'number', minimum: 0 } as const;
const lieu = (description: string) => ({
  type: 'object', description, required: ['id', 'quantite'],
  properties: { id: { type: 'string', minLength: 1 }, quantite: positif, lat: { type: 'number', minimum: -90, maximum: 90 }, lon: { type: 'number', minimum: -180, maximum: 180 } },
});

const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object', required: ['demande', 'offre'],
  properties: {
    demande: { type: 'array', items: lieu('Une ligne de d.csv ; lat et lon sont exigées sans temps') },
    offre: { type: 'array', items: { ...lieu('Une ligne de o.csv'), properties: { ...lieu('').properties, activite: positif } } },
    temps: { type: 'array', items: { type: 'object', description: 'Une ligne de t.csv', required: ['origine', 'destination', 'temps'], properties: { origine: { type: 'string' }, destination: { type: 'string' }, temps: positif } } },
  },
};

const EXEMPLE = {
  'd.csv': 'id,quantite\nA,1000\nB,500\n',
  'o.csv': 'id,quantite\nA,5000\n',
  't.csv': 'origine,destination,temps\nA,A,0\nB,A,12\n',
  commande: 'maillage accessibilite calculer --demande d.csv --offre o.csv --temps t.csv --methode apl --sortie s.csv',
  explication: 'À 12 minutes le poids est 2/3 : 5000 / (1000 + 2/3 × 500) = 3,75 consultations pour A, et 2/3 de 3,75 pour B.',
  's.csv': 'id,valeur\nA,3.75\nB,2.5\n',
};

const OPTIONS = {
  demande: { type: 'string' }, offre: { type: 'string' }, temps: { type: 'string' }, methode: { type: 'string' }, seuil: { type: 'string' },
  poids: { type: 'string' }, tau: { type: 'string' }, sortie: { type: 'string' },
  'ignorer-inconnus': { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, schema: { type: 'boolean', default: false }, exemple: { type: 'boolean', default: false },
} as const;

type Mots = { readonly [K in keyof typeof OPTIONS]?: string | boolean | undefined };

const texteDe = (v: string | boolean | undefined): string | undefined => (typeof v === 'string' ? v : undefined);
/** A path left blank, as by a variable of the shell that is not set, is no path. */
const cheminLu = (v: string | boolean | undefined): string | undefined => { const t = texteDe(v); return t === undefined || t.trim() === '' ? undefined : cheminDe(t); };

function lireFichiers(mots: Mots): Lu<Demande['fichiers']> {
  const [demande, offre, temps, sortie] = [cheminLu(mots.demande), cheminLu(mots.offre), cheminLu(mots.temps), cheminLu(mots.sortie)];
  if (demande === undefined || offre === undefined) return { refus: `Il manque ${demande === undefined ? '--demande' : '--offre'}.` };
  const blanc = mots.temps !== undefined && temps === undefined ? '--temps' : mots.sortie !== undefined && sortie === undefined ? '--sortie' : undefined;
  if (blanc !== undefined) return { refus: `${blanc} ne nomme aucun fichier.` };
  const ecrase = sortie === undefined ? undefined : [demande, offre, temps].find((f) => f !== undefined && memeFichier(f, sortie));
  if (ecrase !== undefined) return { refus: `--sortie écraserait ${nommer(ecrase)}, qui est lu : nommez un autre fichier.` };
  return { valeur: { demande, offre, ...(temps !== undefined && { temps }) } };
}

function lireMethode(mots: Mots): Lu<Methode> {
  const methode = METHODES.find((m) => m === texteDe(mots.methode)?.toLowerCase());
  if (methode !== undefined) return { valeur: methode };
  return { refus: mots.methode === undefined ? `Il manque --methode (${METHODES.join(', ')}).` : `La méthode « ${String(mots.methode)} » n’existe pas : ${METHODES.join(', ')}.` };
}

type Reglages = Pick<Demande, 'seuil' | 'tau' | 'poids'>;

/** Adds one setting to those already read, or keeps the first refusal. */
function ajouter<T>(deja: Lu<Reglages>, texte: string | undefined, lire: (texte: string) => Lu<T>, ranger: (valeur: T) => Reglages): Lu<Reglages> {
  if ('refus' in deja || texte === undefined) return deja;
  const lu = lire(texte);
  return 'refus' in lu ? lu : { valeur: { ...deja.valeur, ...ranger(lu.valeur) } };
}

const lireNombre = (option: string) => (texte: string): Lu<number> => {
  const n = nombrePositif(texte);
  return n === undefined ? { refus: `--${option} ${texte} : il faut un nombre positif, comme 12.5, 12,5 ou 25/2.` } : { valeur: n };
};

function lireReglages(mots: Mots): Lu<Reglages> {
  const seuil = ajouter({ valeur: {} }, texteDe(mots.seuil), lireNombre('seuil'), (n) => ({ seuil: n }));
  const tau = ajouter(seuil, texteDe(mots.tau), lireNombre('tau'), (n) => ({ tau: n }));
  return ajouter(tau, texteDe(mots.poids), lirePoids, (poids) => ({ poids }));
}

/** What a method cannot do without. */
function manqueDe(methode: Methode, { seuil, poids }: Reglages): string | undefined {
  if (methode === '2sfca' && seuil === undefined) return 'La méthode 2sfca demande --seuil.';
  if ((methode === 'e2sfca' || methode === '3sfca') && seuil === undefined && !poids) return `La méthode ${methode} demande --poids, ou --seuil.`;
  return undefined;
}

/** The words of the call, or what is off with them. */
function lireDemande(mots: Mots): Lu<Demande> {
  const fichiers = lireFichiers(mots);
  if ('refus' in fichiers) return fichiers;
  const methode = lireMethode(mots);
  if ('refus' in methode) return methode;
  const reglages = lireReglages(mots);
  if ('refus' in reglages) return reglages;
  const manque = manqueDe(methode.valeur, reglages.valeur);
  if (manque !== undefined) return { refus: manque };
  return { valeur: { methode: methode.valeur, fichiers: fichiers.valeur, ignorerInconnus: mots['ignorer-inconnus'] === true, ...reglages.valeur } };
}

/** The result as one JSON object, numbers in full precision. */
const resultatEnJson = ({ methode, seuil, tau, poids }: Demande, { ids, valeurs, remarques }: Calcule): string =>
  `${JSON.stringify({ methode, seuil: seuil ?? null, tau: tau ?? null, poids: poids ?? null, valeurs: ids.map((id, i) => ({ id, valeur: Number.isNaN(valeurs[i]) ? null : valeurs[i] })), remarques })}\n`;

async function executer(mots: Mots, sortie: Sortie): Promise<number> {
  const enErreur = (erreur: string): void => { if (mots.json === true) sortie.ecrire(JSON.stringify({ erreurs: [erreur] })); };
  const demande = lireDemande(mots);
  if ('refus' in demande) {
    enErreur(demande.refus);
    sortie.dire(`${demande.refus} « maillage accessibilite calculer --aide » dit tout.`);
    return 2;
  }
  const calcule = await calculer(demande.valeur);
  if ('refus' in calcule) {
    enErreur(calcule.refus);
    sortie.dire(calcule.refus);
    return 1;
  }
  const contenu = mots.json === true ? resultatEnJson(demande.valeur, calcule.valeur) : resultatEnCsv(calcule.valeur.ids, calcule.valeur.valeurs);
  const chemin = cheminLu(mots.sortie);
  if (chemin === undefined) sortie.ecrire(contenu);
  else {
    const refus = ecrireEntier(chemin, contenu);
    if (refus !== undefined) {
      enErreur(refus);
      sortie.dire(refus);
      return 1;
    }
  }
  for (const r of calcule.valeur.remarques) sortie.dire(r);
  return 0;
}

export const commande: Commande = {
  resume: 'accessibilité d’une offre, par aires flottantes (2SFCA, E2SFCA, 3SFCA), agents rationnels ou APL',
  aide: AIDE,
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.schema || values.exemple) {
      sortie.ecrire(JSON.stringify(values.schema ? SCHEMA : EXEMPLE, null, 2));
      return 0;
    }
    return executer(values, sortie);
  },
};
