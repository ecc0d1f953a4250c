import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { contrats, type Saisie } from '../aci/contrats-au-hasard.ts';
import { type Du, rapprocher, type Recu, versementEcrit } from '../aci/rapprochement-de-reference.ts';
import { commande } from './aci-calculer.ts';

/**
 * The contract counted a second time, from what `--aide` and `--schema` say and from nothing else: no line of the engine is imported.
 * Days are walked one by one; decimals are whole thousandths; amounts are whole cents over a whole base.
 */
const BAREME: Readonly<Record<string, readonly (readonly [fixe: number, variable: number])[]>> = {
  'ACI-2019 acces': [[20, 20], [23.5, 23.5], [32.5, 32.5], [40, 40]], 'ACI-2019 parcours': [[25, 25], [35, 35], [45, 45], [50, 50]], 'ACI-2019 prevention': [[10, 10], [15, 15], [17.5, 17.5], [20, 20]],
  'ACI-2019 qualite': [[7.5, 7.5], [10, 10], [15, 15], [20, 20]], 'ACI-2019 accompagnement': [[5, 5], [7.5, 7.5], [10, 10], [15, 15]],
  'ACI-AVENANT-2 acces': [[55, 25], [70, 30], [90, 35], [110, 45]], 'ACI-AVENANT-2 parcours': [[25, 25], [35, 35], [45, 45], [50, 50]], 'ACI-AVENANT-2 prevention': [[10, 10], [15, 15], [17.5, 17.5], [20, 20]],
  'ACI-AVENANT-2 crise': [[12.5, 37.5], [17.5, 52.5], [22.5, 67.5], [25, 75]], 'ACI-AVENANT-2 qualite': [[7.5, 7.5], [10, 10], [15, 15], [20, 20]], 'ACI-AVENANT-2 accompagnement': [[5, 5], [7.5, 7.5], [10, 10], [15, 15]],
};
const FONCTIONNEMENT = [50, 60, 75, 90];
const MISSIONS = ['acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement'];

const iso = (a: number, m: number, j: number): string => `${a}-${String(m).padStart(2, '0')}-${String(j).padStart(2, '0')}`;
const morceaux = (jour: string): [number, number, number] => [Number(jour.slice(0, 4)), Number(jour.slice(5, 7)), Number(jour.slice(8))];
const longueur = (a: number, m: number): number => (m === 2 ? ((a % 4 === 0 && a % 100 !== 0) || a % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);
const lendemain = (jour: string): string => {
  const [a, m, j] = morceaux(jour);
  return j < longueur(a, m) ? iso(a, m, j + 1) : m < 12 ? iso(a, m + 1, 1) : iso(a + 1, 1, 1);
};
const moisPlusTard = (jour: string, n: number): string => {
  const [a, m, j] = morceaux(jour);
  const [annee, mois] = [a + Math.floor((m - 1 + n) / 12), ((m - 1 + n) % 12) + 1];
  return iso(annee, mois, Math.min(j, longueur(annee, mois)));
};
const joursDe = (debut: string, fin: string): string[] => {
  const jours: string[] = [];
  for (let j = debut; j < fin; j = lendemain(j)) jours.push(j);
  return jours;
};
/** What a day weighs: in months of thirty days the 31st counts as a 30th, and the last of February as all that is left of the month. */
const poids = (jour: string, regle: string): number => {
  const [a, m, j] = morceaux(jour);
  if (regle === 'sans_29_fevrier') return m === 2 && j === 29 ? 0 : 1;
  if (regle === 'reels') return 1;
  return j === longueur(a, m) ? 31 - Math.min(j, 30) : j === 30 ? 0 : 1;
};
const peser = (debut: string, fin: string, regle: string): bigint => BigInt(joursDe(debut, fin).reduce((s, j) => s + poids(j, regle), 0));

function arrondi(n: bigint, d: bigint, mode: string): bigint {
  const [q, r] = [n / d, n % d];
  if (r === 0n || mode === 'inferieur') return q;
  if (mode === 'superieur' || 2n * r > d) return q + 1n;
  return 2n * r < d ? q : mode === 'au_pair' ? q + (q % 2n) : q + 1n;
}
const milliemes = (x: number): bigint => BigInt(Math.round(x * 1000));
const plusGrand = (a: bigint, b: bigint): bigint => (a > b ? a : b);

type C = Saisie;
type Ligne = C['indicateurs'][number];
const effet = (c: C): string => c.priseEffet ?? c.signeLe;
const terme = (c: C): string => [moisPlusTard(effet(c), 12 * c.dureeAnnees), c.resiliation?.le ?? '9999'].toSorted()[0] ?? '';
const anciens = <T extends { readonly le: string }>(liste: readonly T[]): T[] => liste.map((x, i) => ({ x, i })).sort((a, b) => a.x.le.localeCompare(b.x.le) || a.i - b.i).map(({ x }) => x);

/** Yearly cents of a line of the budget on a day, fixed and variable. */
function enVigueur(c: C, poste: string, jour: string): [fixe: number, variable: number] {
  let { taille, regime } = c;
  let fonctionnement = c.fonctionnement;
  const demarrages = c.missions.filter((m) => m.mission === poste).sort((a, b) => a.debut.localeCompare(b.debut));
  let propre = (demarrages.filter((m) => m.debut <= jour).at(-1) ?? demarrages[0])?.enveloppe;
  for (const a of anciens(c.avenants)) {
    if (a.le > jour) continue;
    taille = a.taille ?? taille;
    regime = a.regime ?? regime;
    fonctionnement = a.fonctionnement ?? fonctionnement;
    propre = a.enveloppes.find((x) => x.mission === poste)?.enveloppe ?? propre;
  }
  if (poste === 'fonctionnement') return [fonctionnement ?? (FONCTIONNEMENT[taille - 1] ?? 0) * 100_000, 0];
  if (propre) return [propre.fixe, propre.variable];
  const [fixe, variable] = BAREME[`${regime} ${poste}`]?.[taille - 1] ?? [0, 0];
  return [fixe * 100_000, variable * 100_000];
}

const courses = (c: C, poste: string): { debut: string; fin: string }[] =>
  (poste === 'fonctionnement' ? [{ debut: effet(c), fin: terme(c) }] : c.missions.filter((m) => m.mission === poste).map((m) => ({ debut: m.debut < effet(c) ? effet(c) : m.debut, fin: m.fin !== undefined && m.fin < terme(c) ? m.fin : terme(c) }))).filter((p) => p.debut < p.fin);

type Tenue = { palier: number | null; brut: bigint; complet: boolean; suite: { seuil: number; montant: bigint } | null } | 'sans_depart';

function parPaliers(mesure: bigint, paliers: readonly { seuil: number; montant: number }[], { signe, echelle, plancher }: { signe: 1n | -1n; echelle: bigint; plancher: number }): Tenue {
  const a = paliers.map((p) => ({ ...p, distance: signe * (milliemes(p.seuil) * echelle - mesure * 1000n) }));
  const facilite = (x: { distance: bigint; montant: number }, y: { distance: bigint; montant: number }): number => (x.distance < y.distance ? -1 : x.distance > y.distance ? 1 : x.montant - y.montant);
  const atteints = a.filter((p) => p.distance <= 0n).sort((x, y) => y.montant - x.montant || facilite(x, y));
  const brut = atteints[0]?.montant ?? 0;
  const suite = a.filter((p) => p.distance > 0n && p.montant > Math.max(brut, plancher)).sort(facilite)[0];
  return { palier: atteints[0]?.seuil ?? null, brut: BigInt(brut), complet: atteints.length > 0 && paliers.every((p) => p.montant <= brut), suite: suite ? { seuil: suite.seuil, montant: BigInt(suite.montant) } : null };
}

type Faits = { readonly ligne: Ligne; readonly depart: Ligne['depart']; readonly mode: string; readonly plancher: number };
type RegleDe<T extends string> = Extract<NonNullable<Ligne['regle']>, { type: T }>;
const signeDe = (l: Ligne): 1n | -1n => (l.sens === 'hausse' ? 1n : -1n);

function tenirAtteint(r: RegleDe<'atteint'>, x: bigint, { ligne }: Faits): Tenue {
  const oui = r.cible === undefined ? x !== 0n : signeDe(ligne) * (x - milliemes(r.cible)) >= 0n;
  return { palier: null, brut: oui ? BigInt(r.montant) : 0n, complet: oui, suite: oui ? null : { seuil: r.cible ?? 1, montant: BigInt(r.montant) } };
}
function tenirVariation(r: RegleDe<'paliers_variation'>, x: bigint, { ligne, depart, plancher }: Faits): Tenue {
  if (!depart) return 'sans_depart';
  const d = milliemes(depart.valeur);
  const progres = signeDe(ligne) * (x - d);
  if (r.mesure === 'absolue') return parPaliers(progres, r.paliers, { signe: 1n, echelle: 1000n, plancher });
  // A relative threshold t is met when progress ≥ t × |start|, all in thousandths.
  return d === 0n ? 'sans_depart' : parPaliers(progres, r.paliers, { signe: 1n, echelle: d < 0n ? -d : d, plancher });
}
function tenirCompte(r: RegleDe<'compte'>, x: bigint): Tenue {
  const payees = plusGrand((x >= 0n ? x / 1000n : 0n) - BigInt(r.aPartirDe), 0n) * BigInt(r.prixUnitaire);
  const plafond = BigInt(r.plafond);
  if (payees >= plafond) return { palier: null, brut: plafond, complet: true, suite: null };
  const pleine = r.aPartirDe + Math.floor((r.plafond + r.prixUnitaire - 1) / r.prixUnitaire);
  return { palier: null, brut: payees, complet: false, suite: r.prixUnitaire === 0 ? null : { seuil: pleine, montant: plafond } };
}
function tenirLineaire(r: RegleDe<'lineaire'>, x: bigint, { mode }: Faits): Tenue {
  const [haut, bas] = r.cible > r.base ? [milliemes(r.cible), milliemes(r.base)] : [milliemes(r.base), milliemes(r.cible)];
  const [fait, chemin] = [r.cible > r.base ? x - bas : haut - x, haut - bas];
  if (fait >= chemin) return { palier: null, brut: BigInt(r.montant), complet: true, suite: null };
  const rien = fait <= 0n || fait * 1000n < milliemes(r.plancher) * chemin;
  return { palier: null, brut: rien ? 0n : arrondi(fait * BigInt(r.montant), chemin, mode), complet: false, suite: { seuil: r.cible, montant: BigInt(r.montant) } };
}

/** One line of the contract against its value. `plancher`: what earlier years paid for it. */
function tenir(r: NonNullable<Ligne['regle']>, v: number | boolean, f: Faits): Tenue {
  const x = milliemes(Number(v));
  switch (r.type) {
    case 'atteint': return tenirAtteint(r, x, f);
    case 'paliers_valeur': return parPaliers(x, r.paliers, { signe: signeDe(f.ligne), echelle: 1000n, plancher: f.plancher });
    case 'paliers_variation': return tenirVariation(r, x, f);
    case 'compte': return tenirCompte(r, x);
    case 'lineaire': return tenirLineaire(r, x, f);
  }
}

const plafondDe = (r: Ligne['regle']): number => (r === undefined ? 0 : r.type === 'compte' ? r.plafond : 'paliers' in r ? Math.max(...r.paliers.map((p) => p.montant)) : r.montant);

type LigneLue = { readonly indicateur: string; readonly montantMaximum: number; readonly dejaPaye: number; readonly etat: string; readonly montant: number; readonly palier: number | null; readonly prochain: { readonly seuil: number; readonly gain: number } | null };

/** The rule, the start, the value and the papers that count when the year closes. */
function dossierDe(c: C, ligne: Ligne, cloture: string) {
  let { regle, depart } = ligne;
  for (const r of anciens(ligne.revisions)) if (r.le <= cloture) [regle, depart] = [r.regle ?? regle, r.depart ?? depart];
  const su = (x: { readonly le: string }): boolean => c.aujourdhui === undefined || x.le <= c.aujourdhui;
  const manque = ligne.livrables.filter((l) => l.obligatoire && !c.livrablesFournis.some((f) => f.indicateur === ligne.id && f.livrable === l.id && su(f)));
  const parPapiers = regle?.type === 'atteint' && regle.cible === undefined;
  const remise = parPapiers && ligne.livrables.length > 0 && manque.length === 0 ? true : undefined;
  return { regle, depart, parPapiers, incomplet: manque.length > 0, valeur: anciens(c.releves.filter((r) => r.indicateur === ligne.id && su(r))).at(-1)?.valeur ?? remise };
}

function lire(c: C, ligne: Ligne, { cloture, plancher }: { readonly cloture: string; readonly plancher: number }): LigneLue {
  const { regle, depart, parPapiers, incomplet, valeur } = dossierDe(c, ligne, cloture);
  const commun = { indicateur: ligne.id, montantMaximum: plafondDe(regle), dejaPaye: plancher };
  const rien = (etat: string): LigneLue => ({ ...commun, etat, montant: 0, palier: null, prochain: null });
  if (!regle) return rien('sans_montant');
  if (valeur === undefined) return rien(parPapiers && incomplet ? 'livrables_manquants' : 'sans_valeur');
  const t = tenir(regle, valeur, { ligne, depart, mode: c.reglages.arrondi, plancher });
  return t === 'sans_depart' ? rien(t) : { ...commun, palier: t.palier, ...solder(t, { incomplet, plancher }) };
}

function solder(t: Exclude<Tenue, string>, { incomplet, plancher }: { readonly incomplet: boolean; readonly plancher: number }): Pick<LigneLue, 'etat' | 'montant' | 'prochain'> {
  const [brut, acquis] = [Number(t.brut), Math.max(Number(t.brut), plancher)];
  const gain = t.suite ? Number(t.suite.montant) - acquis : 0;
  const prochain = t.suite && gain > 0 ? { seuil: t.suite.seuil, gain } : null;
  if (incomplet && brut > 0) return { etat: 'livrables_manquants', montant: 0, prochain };
  return { etat: t.complet ? 'atteinte' : brut > 0 ? 'partielle' : 'non_atteinte', montant: acquis - plancher, prochain };
}

type Periode = { readonly debut: string; readonly fin: string };
type Cadre = { readonly c: C; readonly n: number; readonly annee: Periode; readonly arret: string; readonly base: bigint; readonly payes: Map<string, number> };

const gagner = (poste: string, { c, annee, arret, base }: Cadre, jusqua: string): number => {
  const jours = joursDe(annee.debut, jusqua < arret ? jusqua : arret).filter((j) => courses(c, poste).some((p) => p.debut <= j && j < p.fin));
  return Number(arrondi(jours.reduce((s, j) => s + BigInt(enVigueur(c, poste, j)[0] * poids(j, c.reglages.jours)), 0n), base, c.reglages.arrondi));
};

function avancer(poste: string, { c, n, annee, base }: Cadre, tenues: readonly Periode[]): { le: string; montant: number }[] {
  const { tauxAvance, fonctionnementPremiereAnnee, jours, arrondi: mode } = c.reglages;
  const taux = poste === 'fonctionnement' && n === 1 && fonctionnementPremiereAnnee === 'integral' ? 100_000n : milliemes(tauxAvance);
  const demarrages = tenues.map((p) => (p.debut > annee.debut ? p.debut : annee.debut)).toSorted();
  return demarrages.map((de) => ({ le: de > c.signeLe ? de : c.signeLe, montant: Number(arrondi(BigInt(enVigueur(c, poste, de)[0]) * peser(de, annee.fin, jours) * taux, base * 100_000n, mode)) })).filter((x) => x.montant > 0);
}

const criseDans = (c: C, debut: string, arret: string): boolean =>
  c.crises.some((x) => (c.aujourdhui === undefined || x.reconnueLe <= c.aujourdhui) && joursDe(debut, arret).some((j) => x.reconnueLe <= j && j <= (x.finLe ?? x.reconnueLe)));

function variableDe(poste: string, { c, n, annee, arret, payes }: Cadre, { assuree, enveloppe }: { readonly assuree: boolean; readonly enveloppe: number }) {
  const { plafonnerVariable, variableSiResiliation, arrondi: mode } = c.reglages;
  const finie = arret === annee.fin || variableSiResiliation === 'selon_releves';
  const ouvert = assuree && finie && (poste !== 'crise' || criseDans(c, annee.debut, arret));
  const lignes = c.indicateurs.filter((i) => i.mission === poste && i.annee === n).map((i) => {
    const plancher = payes.get(i.reporteDe ?? '') ?? 0;
    const l = lire(c, i, { cloture: arret, plancher });
    payes.set(i.id, plancher + (ouvert ? l.montant : 0));
    return l;
  });
  const accord = c.appreciations.find((a) => a.mission === poste && a.annee === n);
  const brut = lignes.reduce((s, l) => s + l.montant, 0) + Number(arrondi(milliemes(accord?.taux ?? 0) * BigInt(enveloppe), 1000n, mode));
  const retenu = plafonnerVariable ? Math.min(brut, enveloppe) : brut;
  return { enveloppe, brut, ouvert, plafonne: plafonnerVariable && brut > enveloppe, montant: ouvert ? retenu : 0, lignes };
}

function posteDe(poste: string, cadre: Cadre) {
  const { c, n, annee, arret } = cadre;
  const tenues = courses(c, poste).filter((p) => p.debut < annee.fin && p.fin > annee.debut);
  if (tenues.length === 0 && !c.indicateurs.some((i) => i.mission === poste && i.annee === n)) return [];
  const [fixe, enveloppe] = enVigueur(c, poste, joursDe(annee.debut, arret).at(-1) ?? annee.debut);
  const fixeDu = gagner(poste, cadre, annee.fin);
  return [{
    poste, enveloppeFixe: fixe, fixeDu, fixeAcquis: c.aujourdhui === undefined ? fixeDu : gagner(poste, cadre, c.aujourdhui), avances: avancer(poste, cadre, tenues),
    variable: poste === 'fonctionnement' ? null : variableDe(poste, cadre, { assuree: tenues.length > 0, enveloppe }),
  }];
}

function compter(c: C) {
  const payes = new Map<string, number>();
  const rangs = Array.from({ length: c.dureeAnnees }, (_, i) => ({ n: i + 1, annee: { debut: moisPlusTard(effet(c), 12 * i), fin: moisPlusTard(effet(c), 12 * (i + 1)) } })).filter(({ annee }) => annee.debut < terme(c));
  const annees = rangs.map(({ n, annee }) => {
    const cadre: Cadre = { c, n, annee, arret: annee.fin < terme(c) ? annee.fin : terme(c), base: peser(annee.debut, annee.fin, c.reglages.jours), payes };
    return { numero: n, debut: annee.debut, finReelle: cadre.arret, resiliee: cadre.arret < annee.fin, postes: ['fonctionnement', ...MISSIONS].flatMap((p) => posteDe(p, cadre)) };
  });
  const echeances = annees.flatMap((a) => a.postes.flatMap(({ poste, fixeDu, avances, variable }) => {
    const [commun, le] = [{ annee: a.numero, poste }, moisPlusTard(a.finReelle, c.reglages.soldeApresMois)];
    return [...avances.map((x) => ({ ...commun, nature: 'avance', ...x })), { ...commun, nature: 'solde', le, montant: fixeDu - avances.reduce((s, x) => s + x.montant, 0) }, { ...commun, nature: 'variable', le, montant: variable?.montant ?? 0 }];
  }));
  return { annees, dus: echeances.filter((e) => e.montant !== 0) };
}

const dossier = mkdtempSync(join(tmpdir(), 'reference-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** What the command writes, cut down to what was counted a second time. */
async function executer(saisie: unknown): Promise<unknown> {
  const chemin = join(dossier, 'c.json');
  writeFileSync(chemin, JSON.stringify(saisie));
  let [sortie, dit] = ['', ''];
  const code = await commande.executer(['--contrat', chemin, '--json'], { ecrire: (t) => (sortie += t), dire: (t) => (dit += t) });
  if (code !== 0) throw new Error(dit);
  type Brute = { numero: number; debut: string; finReelle: string; resiliee: boolean; postes: { poste: string; enveloppeFixe: number; fixeDu: number; fixeAcquis: number; avances: unknown[]; variable: (Record<string, unknown> & { lignes: Record<string, unknown>[] }) | null }[] };
  type Suivie = Du & { recu: number; reste: number; etat: string };
  const { annees, tresorerie } = JSON.parse(sortie) as { annees: Brute[]; tresorerie: { echeances: Suivie[]; nonRapproches: Recu[]; mois: unknown[] } };
  const ligne = (l: Record<string, unknown>): unknown => {
    const [palier, prochain] = [l['palier'] as { seuil: number } | null, l['prochain'] as { seuil: number; gain: number } | null];
    return { indicateur: l['indicateur'], montantMaximum: l['montantMaximum'], dejaPaye: l['dejaPaye'], etat: l['etat'], montant: l['montant'], palier: palier?.seuil ?? null, prochain: prochain && { seuil: prochain.seuil, gain: prochain.gain } };
  };
  return {
    annees: annees.map((a) => ({
      numero: a.numero, debut: a.debut, finReelle: a.finReelle, resiliee: a.resiliee,
      postes: a.postes.map((p) => ({ poste: p.poste, enveloppeFixe: p.enveloppeFixe, fixeDu: p.fixeDu, fixeAcquis: p.fixeAcquis, avances: p.avances, variable: p.variable && { enveloppe: p.variable['enveloppe'], brut: p.variable['brut'], ouvert: p.variable['ouvert'], plafonne: p.variable['plafonne'], montant: p.variable['montant'], lignes: p.variable.lignes.map(ligne) } })),
    })),
    tresorerie: {
      echeances: tresorerie.echeances.map((e) => [e.annee, e.poste, e.nature, e.le, e.montant, e.recu, e.reste, e.etat].join(' ')).toSorted(),
      nonRapproches: tresorerie.nonRapproches.map(versementEcrit).toSorted(),
      mois: tresorerie.mois,
    },
  };
}

/** How a sum due is paid: in how many times, how much too much, when, and what the bank writes on it. */
const reglements = fc.array(fc.record({
  laquelle: fc.nat(60), parts: fc.constantFrom(1, 1, 1, 2, 3), ecart: fc.constantFrom(0, 0, 0, 100, -100, 12_345), decalage: fc.integer({ min: 0, max: 120 }),
  nomme: fc.record({ poste: fc.boolean(), annee: fc.boolean(), nature: fc.boolean() }), reference: fc.constantFrom('', '', 'VIR 1', 'VIR 2'), rendu: fc.boolean(),
}), { maxLength: 14 });
type Reglement = (typeof reglements extends fc.Arbitrary<infer R> ? R : never)[number];

/** Payments as they come: whole or in parts, a little too much and then given back, named or not, and now and then one that nothing asked for. */
function verser(dus: readonly Du[], r: Reglement): readonly Recu[] {
  const du = dus[r.laquelle % Math.max(1, dus.length)];
  if (!du) return [];
  const [total, le] = [du.montant + r.ecart, new Date(Date.parse(du.le) + r.decalage * 86_400_000).toISOString().slice(0, 10)];
  const nom = { ...(r.nomme.poste && { poste: du.poste }), ...(r.nomme.annee && { annee: du.annee }), ...(r.nomme.nature && { nature: du.nature }), ...(r.reference && { reference: r.reference }) };
  const part = Math.trunc(total / r.parts);
  const sommes = [...Array.from({ length: r.parts - 1 }, () => part), total - part * (r.parts - 1), ...(r.rendu && r.ecart !== 0 ? [-r.ecart] : [])];
  return sommes.map((montant) => ({ le, montant, ...nom }));
}

test('sur des contrats au hasard, avec tous leurs événements et ce qui en fut payé, la commande et un autre calcul ne diffèrent en rien', async () => {
  await fc.assert(fc.asyncProperty(contrats, reglements, fc.option(fc.nat(60)), async (saisie, payes, rang) => {
    // Now and then the day of the count is the very day of a sum due.
    const jours = compter(saisie).dus.map((e) => e.le);
    const jalon = rang === null ? undefined : jours[rang % Math.max(1, jours.length)];
    const c: C = jalon === undefined ? saisie : { ...saisie, aujourdhui: jalon };
    const { annees, dus } = compter(c);
    const versements = payes.flatMap((r) => verser(dus, r));
    expect(await executer({ ...c, versements })).toEqual({ annees, tresorerie: rapprocher(dus, versements, c.aujourdhui) });
  }), { numRuns: Number(process.env['CONTRATS'] ?? 60) });
}, 600_000);
