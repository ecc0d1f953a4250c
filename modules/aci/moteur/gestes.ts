import { additionner, approcher, comparer, decimale, diviser, type Fraction, fraction, multiplier, soustraire, ZERO } from '#core/fraction.ts';
import { type Jour, plusMois } from '#core/jour.ts';
import type { Contrat, Depart, Indicateur, Regle } from '../model.ts';
import type { AnneeDue, VariableDu } from './du.ts';
import { evaluerLigne, type LigneDue, regleEnVigueur } from './lignes.ts';

/** What an open action sheet says of its effort: what it costs the CPTS (the shares of other funders taken off) and how far it should move its line. */
export type FicheOuverte = { readonly id: string; readonly titre: string; readonly lignes: readonly string[]; readonly depenses: number; readonly aCharge: number; readonly resultatAttendu: number | null };

export type NatureGeste = 'preuve' | 'releve' | 'depart' | 'livrable' | 'faire' | 'palier';
export type Inconnu = 'gain' | 'sans_fiche' | 'cout_inconnu' | 'resultat_inconnu' | 'fiche_partagee';

/** Something that can still be done for a line, and what it would keep. Amounts in cents. */
export type Geste = {
  readonly indicateur: string;
  readonly annee: number;
  readonly nature: NatureGeste;
  readonly echeance: Jour;
  /** What it keeps or wins; null when nobody can say before it is done. */
  readonly gain: number | null;
  readonly auPlus: number;
  /** For a tier: from which value to which, and how far that is. */
  readonly de: number | null;
  readonly cible: number | null;
  readonly unites: number | null;
  /** Deliverables to hand in on the way. */
  readonly livrables: readonly string[];
  readonly fiche: Pick<FicheOuverte, 'id' | 'titre'> | null;
  /** What those units cost, by the sheet; 0 when only a paper is missing. */
  readonly cout: number | null;
  readonly inconnus: readonly Inconnu[];
};

const SANS_TRAVAIL: ReadonlySet<NatureGeste> = new Set<NatureGeste>(['preuve', 'releve', 'depart']);
/** Nothing more to do in the field: the work is done, a paper or a number is missing. */
export const sansTravail = (g: Pick<Geste, 'nature'>): boolean => SANS_TRAVAIL.has(g.nature);

type Regles = { readonly regle: Regle; readonly depart: Depart | undefined; readonly sens: Indicateur['sens'] };

/** +1 when the line moves up to be paid, −1 when it moves down. */
const versOu = ({ regle, sens }: Regles): 1 | -1 => (regle.type === 'lineaire' ? (regle.cible > regle.base ? 1 : -1) : sens === 'hausse' || regle.type === 'compte' ? 1 : -1);

const nombresDe = (r: Regle): readonly number[] => {
  switch (r.type) {
    case 'atteint': return r.cible === undefined ? [] : [r.cible];
    case 'paliers_valeur': case 'paliers_variation': return r.paliers.map((p) => p.seuil);
    case 'compte': return [];
    case 'lineaire': return [r.base, r.cible];
  }
};
/** Whether the line counts things one by one (patients, slots): then the next step is a whole one. */
export const parUnites = (i: Pick<Indicateur, 'unite'>, valeur: number, { regle, depart }: Pick<Regles, 'regle' | 'depart'>): boolean =>
  i.unite !== '%' && [valeur, depart?.valeur ?? 0, ...nombresDe(regle)].every(Number.isInteger);

/** The values where what is paid changes its course. */
function tournants({ regle, depart, sens }: Regles, dejaPaye: number): readonly Fraction[] {
  switch (regle.type) {
    case 'atteint': return regle.cible === undefined ? [] : [decimale(regle.cible)];
    case 'paliers_valeur': return regle.paliers.map((p) => decimale(p.seuil));
    case 'paliers_variation': {
      if (!depart) return [];
      const de = decimale(depart.valeur);
      const absolu = de.n < 0n ? soustraire(ZERO, de) : de;
      return regle.paliers.map((p) => {
        const progres = regle.mesure === 'absolue' ? decimale(p.seuil) : multiplier(decimale(p.seuil), absolu);
        return sens === 'hausse' ? additionner(de, progres) : soustraire(de, progres);
      });
    }
    case 'compte': return regle.prixUnitaire === 0 ? [] : [regle.aPartirDe + Math.floor(dejaPaye / regle.prixUnitaire) + 1, regle.aPartirDe + Math.floor(regle.plafond / regle.prixUnitaire), regle.aPartirDe + Math.ceil(regle.plafond / regle.prixUnitaire)].map((n) => fraction(n));
    case 'lineaire': {
      const chemin = soustraire(decimale(regle.cible), decimale(regle.base));
      const a = (taux: Fraction): Fraction => additionner(decimale(regle.base), multiplier(chemin, taux));
      return [a(decimale(regle.plancher)), ...(regle.montant > 0 ? [a(fraction(dejaPaye, regle.montant))] : []), decimale(regle.cible)];
    }
  }
}

/** The next whole number on the way, the number itself when it is whole. */
const surLaGrille = (x: Fraction, vers: 1 | -1): Fraction => {
  const bas = x.n >= 0n ? x.n / x.d : -((-x.n + x.d - 1n) / x.d);
  return fraction(x.n % x.d === 0n || vers === -1 ? bas : bas + 1n);
};

/** Values worth aiming at: each turn of the rule, and the very next unit when the line counts one by one. */
function cibles(valeur: number, r: Regles, { entier, dejaPaye }: { readonly entier: boolean; readonly dejaPaye: number }): readonly Fraction[] {
  const vers = versOu(r);
  const ici = decimale(valeur);
  const brutes = tournants(r, dejaPaye);
  const grille = entier ? [additionner(ici, fraction(vers)), ...brutes.flatMap((t) => { const g = surLaGrille(t, vers); return [g, additionner(g, fraction(vers))]; })] : brutes;
  return grille.filter((t) => (vers === 1 ? comparer(t, ici) > 0 : comparer(t, ici) < 0));
}

type Payer = (valeur: number) => number;

/**
 * The cheapest way on from a value: of all the values ahead, the one that pays most per unit of effort, and the nearest of those that pay
 * alike. `payer` is the engine itself: nothing is computed twice. Undefined when no value ahead pays more.
 */
export function prochainePrise(valeur: number, r: Regles, { payer, entier, dejaPaye }: { readonly payer: Payer; readonly entier: boolean; readonly dejaPaye: number }): { readonly cible: number; readonly unites: number; readonly gain: number } | undefined {
  const [ici, acquis] = [decimale(valeur), payer(valeur)];
  let meilleure: { readonly cible: number; readonly effort: Fraction; readonly gain: number; readonly rendement: Fraction } | undefined;
  for (const but of cibles(valeur, r, { entier, dejaPaye })) {
    const cible = approcher(but);
    const gain = payer(cible) - acquis;
    if (gain <= 0) continue;
    const ecart = soustraire(but, ici);
    const effort = ecart.n < 0n ? soustraire(ZERO, ecart) : ecart;
    const rendement = diviser(fraction(gain), effort);
    const mieux = meilleure === undefined ? 1 : comparer(rendement, meilleure.rendement) || comparer(meilleure.effort, effort);
    if (mieux > 0) meilleure = { cible, effort, gain, rendement };
  }
  return meilleure && { cible: meilleure.cible, unites: approcher(meilleure.effort), gain: meilleure.gain };
}

type Cout = Pick<Geste, 'fiche' | 'cout' | 'inconnus'>;

/** What the sheets opened under a line say of the cost of so many units, or of the whole thing to do: the cheapest that says it, else what the first one does not say. */
function coutDe(ligne: string, unites: number | null, { fiches, duContrat }: { readonly fiches: readonly FicheOuverte[]; readonly duContrat: ReadonlySet<string> }): Cout {
  const siennes = fiches.filter((f) => f.lignes.includes(ligne));
  const jugees = siennes.map((f): Cout => {
    const fiche = { id: f.id, titre: f.titre };
    if (f.lignes.filter((l) => duContrat.has(l)).length > 1) return { fiche, cout: null, inconnus: ['fiche_partagee'] };
    if (f.depenses === 0) return { fiche, cout: null, inconnus: ['cout_inconnu'] };
    if (unites === null) return { fiche, cout: f.aCharge, inconnus: [] };
    if (f.resultatAttendu === null || f.resultatAttendu <= 0) return { fiche, cout: null, inconnus: ['resultat_inconnu'] };
    return { fiche, cout: Math.ceil((f.aCharge * unites) / f.resultatAttendu), inconnus: [] };
  });
  const connues = jugees.filter((c) => c.cout !== null).toSorted((a, b) => (a.cout ?? 0) - (b.cout ?? 0));
  return connues[0] ?? jugees[0] ?? { fiche: null, cout: null, inconnus: ['sans_fiche'] };
}

const RIEN = { gain: null, de: null, cible: null, unites: null, livrables: [], fiche: null, cout: null, inconnus: [] } as const;
const DE_PAPIER = { ...RIEN, cout: 0 } as const;

type Cadre = { readonly contrat: Contrat; readonly annee: AnneeDue; readonly v: VariableDu; readonly fiches: readonly FicheOuverte[]; readonly duContrat: ReadonlySet<string>; readonly finie: boolean; readonly echeance: Jour };

/** What the mission would still let in, and what it would lose without a line: its envelope caps the sum. */
const place = ({ contrat, v }: Cadre, gain: number): number => (contrat.reglages.plafonnerVariable ? Math.min(v.enveloppe, v.brut + gain) - Math.min(v.enveloppe, v.brut) : gain);
const appui = ({ contrat, v }: Cadre, montant: number): number => (contrat.reglages.plafonnerVariable ? Math.min(v.enveloppe, v.brut) - Math.min(v.enveloppe, v.brut - montant) : montant);

/** The same line, as the engine pays it with all its deliverables and another value. */
const payerAvec = (i: Indicateur, l: LigneDue, { contrat, annee }: Cadre) => (valeur: number | boolean | undefined): LigneDue => {
  const jour = annee.finReelle;
  const releves = valeur === undefined ? contrat.releves : [{ indicateur: i.id, le: jour, valeur, preuve: true }];
  return evaluerLigne(i, { releves, livrablesFournis: i.livrables.map((x) => ({ indicateur: i.id, livrable: x.id, le: annee.debut })), aujourdhui: valeur === undefined ? contrat.aujourdhui : undefined }, { au: jour, arrondi: contrat.reglages.arrondi, dejaPaye: l.dejaPaye });
};

function gesteDeChamp(i: Indicateur, l: LigneDue, c: Cadre): Geste | undefined {
  const { regle, depart } = regleEnVigueur(i, c.annee.finReelle);
  if (!regle || typeof l.valeur !== 'number' || c.finie) return undefined;
  const avec = payerAvec(i, l, c);
  const r: Regles = { regle, depart, sens: i.sens };
  const prise = prochainePrise(l.valeur, r, { payer: (v) => avec(v).montant, entier: parUnites(i, l.valeur, r), dejaPaye: l.dejaPaye });
  const gain = prise ? place(c, avec(prise.cible).montant - l.montant) : 0;
  if (!prise || gain <= 0) return undefined;
  return { indicateur: i.id, annee: c.annee.numero, nature: 'palier', echeance: c.echeance, gain, auPlus: gain, de: l.valeur, cible: prise.cible, unites: prise.unites, livrables: l.livrablesManquants, ...coutDe(i.id, prise.unites, c) };
}

type Ligne = { readonly i: Indicateur; readonly l: LigneDue; readonly c: Cadre; /** What the line may still bring into the envelope. */ readonly reste: number };
const base = ({ i, c }: Ligne): Pick<Geste, 'indicateur' | 'annee' | 'echeance'> => ({ indicateur: i.id, annee: c.annee.numero, echeance: c.echeance });

/** A number is missing: nobody can say what it is worth before it is read. */
const aNoter = (x: Ligne, nature: 'releve' | 'depart'): readonly Geste[] => (x.reste > 0 ? [{ ...base(x), ...DE_PAPIER, nature, auPlus: x.reste, inconnus: ['gain'] }] : []);

/** All or nothing, not done yet: worth its amount, as long as the year runs. */
const aFaire = (x: Ligne): readonly Geste[] => (x.c.finie || x.reste <= 0 ? [] : [{ ...base(x), ...RIEN, nature: 'faire', gain: x.reste, auPlus: x.reste, livrables: x.l.livrablesManquants, ...coutDe(x.i.id, null, x.c) }]);

function aFournir(x: Ligne): readonly Geste[] {
  const gain = place(x.c, payerAvec(x.i, x.l, x.c)(x.l.valeur ?? undefined).montant);
  return gain > 0 ? [{ ...base(x), ...RIEN, nature: 'livrable', gain, auPlus: gain, livrables: x.l.livrablesManquants, ...coutDe(x.i.id, null, x.c) }] : [];
}

/** Paid on a value that nothing shows: a paper keeps it. */
function aProuver(x: Ligne): readonly Geste[] {
  const gain = x.l.montant > 0 && !x.l.preuve && x.l.valeurLe !== null ? appui(x.c, x.l.montant) : 0;
  return gain > 0 ? [{ ...base(x), ...DE_PAPIER, nature: 'preuve', gain, auPlus: gain }] : [];
}

/** What can still be done for one line: a paper first when only a paper is missing, then the field. */
function gestesDeLaLigne(i: Indicateur, l: LigneDue, c: Cadre): readonly Geste[] {
  const x: Ligne = { i, l, c, reste: place(c, Math.max(0, l.montantMaximum - l.dejaPaye)) };
  const champ = (): readonly Geste[] => { const g = gesteDeChamp(i, l, c); return g ? [g] : []; };
  const { regle } = regleEnVigueur(i, c.annee.finReelle);
  const ouiOuNon = regle?.type === 'atteint' && regle.cible === undefined;
  switch (l.etat) {
    case 'sans_montant': return [];
    case 'sans_depart': return aNoter(x, 'depart');
    case 'sans_valeur': return ouiOuNon ? aFaire(x) : aNoter(x, 'releve');
    case 'livrables_manquants': return [...aFournir(x), ...champ()];
    case 'atteinte': case 'partielle': case 'non_atteinte': return [...aProuver(x), ...(ouiOuNon && l.etat === 'non_atteinte' ? aFaire(x) : []), ...champ()];
  }
}

/** Group of a gesture, then its merit inside the group, larger first: see `trierGestes`. */
function merite(g: Geste): readonly [groupe: number, valeur: Fraction] {
  if (g.gain === null) return [3, fraction(g.auPlus)];
  if (sansTravail(g)) return [0, fraction(g.gain)];
  if (g.cout === null) return [2, fraction(g.gain)];
  return [1, g.cout === 0 ? fraction(g.gain * 1_000_000) : fraction(g.gain, g.cout)];
}

/**
 * The order in which to read them: papers that save an amount without any more work; what is known on both sides, by euros kept per euro of
 * effort; what is worth something at a cost that nobody wrote down; what cannot be told yet. Inside the last two, by the amount.
 */
export const trierGestes = (gestes: readonly Geste[]): readonly Geste[] =>
  gestes.toSorted((a, b) => {
    const [[ga, va], [gb, vb]] = [merite(a), merite(b)];
    return ga - gb || comparer(vb, va) || (a.indicateur < b.indicateur ? -1 : a.indicateur > b.indicateur ? 1 : 0);
  });

/**
 * Everything still open on a day: in the year under way, the field and the papers; in a year over and not yet settled, the papers only.
 * Lines of a mission whose variable part is closed are left out: nothing done there would be paid.
 */
export function gestesOuverts(contrat: Contrat, annees: readonly AnneeDue[], { aujourdhui, fiches }: { readonly aujourdhui: Jour; readonly fiches: readonly FicheOuverte[] }): readonly Geste[] {
  const parId = new Map(contrat.indicateurs.map((i) => [i.id, i]));
  const gestes = annees.flatMap((annee) => {
    const solde = plusMois(annee.finReelle, contrat.reglages.soldeApresMois);
    if (annee.debut > aujourdhui || solde <= aujourdhui) return [];
    const finie = annee.finReelle <= aujourdhui;
    const duContrat = new Set(annee.postes.flatMap((p) => p.variable?.lignes ?? []).map((l) => l.indicateur));
    return annee.postes.flatMap(({ variable: v }) => {
      if (!v?.ouvert) return [];
      const c: Cadre = { contrat, annee, v, fiches, duContrat, finie, echeance: finie ? solde : annee.finReelle };
      return v.lignes.flatMap((l) => { const i = parId.get(l.indicateur); return i ? gestesDeLaLigne(i, l, c) : []; });
    });
  });
  return trierGestes(gestes);
}
