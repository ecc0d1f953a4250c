import type { Result } from '#core/result.ts';
import { formaterDate, formaterDateCourte, formaterInstant, formaterPart } from '#core/texte.ts';
import type { Jour } from '#core/jour.ts';
import type { Bloc, DocumentRedige } from '#core/document.ts';
import { accord } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { PAR_PAGE, type PlafondAnnuel } from './constants.ts';
import { duree, libelleMetier, libelleStatut, libelleTache, libelleVersement, montant, phraseRefus } from './labels.ts';
import type { FiltreTemps, Metier, RefusFinances, StatutTemps, Tache, Taux, TempsLu, Travail, Versement } from './model.ts';
import type { Situation } from './moteur/valeur.ts';

export type LigneTemps = {
  readonly id: string;
  readonly statut: StatutTemps;
  readonly etat: string;
  readonly nom: string;
  readonly jour: string;
  readonly action: string;
  readonly mission: string;
  readonly nature: string;
  readonly duree: string;
  readonly montant: string;
  readonly detail: string;
};

const detailDe = (t: TempsLu): string => (t.motif !== '' ? `Motif : ${t.motif}` : t.preuve === '' ? 'aucune preuve jointe' : t.preuve);

export const presenterTemps = (t: TempsLu): LigneTemps => ({
  id: t.id, statut: t.statut, etat: libelleStatut[t.statut], nom: t.nom, jour: formaterDateCourte(t.jour), action: t.action, mission: t.mission, nature: libelleVersement[t.nature],
  duree: duree(t.minutes), montant: t.centimes === null ? '—' : montant(t.centimes), detail: detailDe(t),
});

export type VueSituation = { readonly phrase: string; readonly part: number; readonly engage: string; readonly plafond: string; readonly reste: string; readonly alerte: boolean; readonly source: string };

export function presenterSituation(s: Situation | undefined, plafond: PlafondAnnuel | undefined, annee: number): VueSituation | undefined {
  if (!s || !plafond) return undefined;
  const part = s.plafond === 0 ? 1 : s.engage / s.plafond;
  return {
    phrase: s.reste === 0 ? `Le plafond ${annee} est atteint.` : `${formaterPart(part, 0)} du plafond ${annee} : il reste ${montant(s.reste)}.`,
    part, engage: montant(s.engage), plafond: montant(s.plafond), reste: montant(s.reste), alerte: s.alerte,
    source: `Plafond annuel de la Sécurité sociale ${annee} : ${plafond.source}${plafond.verifie ? '' : ', à vérifier'}.`,
  };
}

export type VueMonTemps = {
  readonly base: string;
  readonly annee: number;
  readonly annees: readonly { readonly annee: number; readonly href: string }[];
  readonly phrase: string;
  readonly situation: VueSituation | undefined;
  /** Meetings to come and what each would pay. */
  readonly aVenir: readonly { readonly id: string; readonly titre: string; readonly quand: string; readonly vaut: string; readonly tient: boolean; readonly href: string }[];
  /** Years of the meetings to come whose cap is still to be typed: said once, above them. */
  readonly plafondsAVenir: readonly number[];
  readonly aConfirmer: readonly (LigneTemps & { readonly vaut: string })[];
  readonly lignes: readonly LigneTemps[];
  readonly missions: readonly string[];
  readonly estimation?: { readonly ton: 'information' | 'refus'; readonly phrase: string };
  readonly clos: boolean;
  /** Whether the reader may type a cap that is missing. */
  readonly peutTenir: boolean;
  readonly interdit: boolean;
};

type ReunionEstimee = { readonly id: string; readonly titre: string; readonly debut: Date; readonly minutes: number; readonly groupe: string | null; readonly estimation: Result<{ readonly centimes: number; readonly apres: Situation }, RefusFinances> };

/** What a meeting would pay and nothing else of its reader: for a page that opens without signing in. */
export const phrasePayee = (minutes: number, groupe: string | null, centimes: number): string => `${duree(minutes)} d’${groupe === null ? 'indemnité' : 'heures rémunérées'} : ${montant(centimes)}.`;

/** What a meeting would pay, in a sentence; the refusal says why it would pay nothing. */
export function phraseEstimee({ groupe, minutes, estimation }: Omit<ReunionEstimee, 'id' | 'titre' | 'debut'>): string {
  if (!estimation.ok) return phraseRefus(estimation.refus);
  const { centimes, apres } = estimation.valeur;
  return `${phrasePayee(minutes, groupe, centimes)}${apres.alerte ? ` Il vous resterait ${montant(apres.reste)} sous le plafond.` : ''}`;
}

type FaitsMonTemps = {
  readonly base: string;
  readonly annee: number;
  readonly aujourdhui: Jour;
  readonly temps: readonly TempsLu[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly aVenir: readonly ReunionEstimee[];
  readonly fuseau: string;
  readonly situation: Situation | undefined;
  readonly plafond: PlafondAnnuel | undefined;
  readonly taux: readonly Taux[];
  readonly estimation?: VueMonTemps['estimation'];
  readonly clos: boolean;
  readonly peutTenir?: boolean;
  readonly interdit?: boolean;
};

const troisAnnees = (aujourdhui: Jour, adresse: string): VueMonTemps['annees'] => [0, 1, 2].map((n) => Number(aujourdhui.slice(0, 4)) - n).map((annee) => ({ annee, href: `${adresse}?annee=${annee}` }));
const somme = (temps: readonly TempsLu[], statuts: readonly StatutTemps[]): number => temps.reduce((n, t) => n + (statuts.includes(t.statut) ? (t.centimes ?? 0) : 0), 0);

export function presenterMonTemps(f: FaitsMonTemps): VueMonTemps {
  const [paye, attendu] = [somme(f.temps, ['payee']), somme(f.temps, ['confirmee', 'approuvee', 'en_paiement'])];
  return {
    base: f.base, annee: f.annee, clos: f.clos, peutTenir: f.peutTenir ?? false, interdit: f.interdit ?? false,
    annees: troisAnnees(f.aujourdhui, `${f.base}/finances/temps`),
    phrase: f.temps.length === 0 ? `Aucun temps noté en ${f.annee}.` : `En ${f.annee} : ${montant(paye)} payés, ${montant(attendu)} attendus.`,
    situation: presenterSituation(f.situation, f.plafond, f.annee),
    aVenir: f.aVenir.map((r) => ({ id: r.id, titre: r.titre, quand: formaterInstant(r.debut, f.fuseau), vaut: r.estimation.ok || r.estimation.refus.code !== 'plafond_inconnu' ? phraseEstimee(r) : `Plafond ${r.estimation.refus.annee} : à renseigner`, tient: r.estimation.ok, href: `${f.base}/agenda/reunions/${r.id}` })),
    plafondsAVenir: [...new Set(f.aVenir.flatMap((r) => (!r.estimation.ok && r.estimation.refus.code === 'plafond_inconnu' ? [r.estimation.refus.annee] : [])))].filter((a) => a !== f.annee),
    aConfirmer: f.temps.filter((t) => t.statut === 'proposee').map((t) => ({ ...presenterTemps(t), vaut: f.valeurs[t.id] ?? '' })),
    lignes: f.temps.filter((t) => t.statut !== 'proposee').map(presenterTemps),
    missions: [...new Set([...f.taux.flatMap((t) => (t.mission === null ? [] : [t.mission])), ...f.temps.map((t) => t.mission)])].filter((m) => m !== '').toSorted((a, b) => a.localeCompare(b, 'fr')),
    ...(f.estimation ? { estimation: f.estimation } : {}),
  };
}

export type VueRegistre = {
  readonly base: string;
  readonly adresse: string;
  readonly filtre: FiltreTemps;
  readonly phrase: string;
  readonly lignes: readonly LigneTemps[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly densite: 'confortable' | 'compacte';
  readonly proches: readonly { readonly nom: string; readonly phrase: string; readonly part: number }[];
  readonly parRole: readonly { readonly role: string; readonly duree: string; readonly personnes: string }[];
  /** Where the yearly statements of everybody are; empty when there is none to give, or nobody to give them. */
  readonly releves: string;
  readonly peutTenir: boolean;
  /** The cap of that year is still to be typed. */
  readonly sansPlafond: boolean;
  readonly interdit: boolean;
};

type FaitsRegistre = {
  readonly base: string;
  readonly adresse: string;
  readonly filtre: FiltreTemps;
  readonly numero: number;
  readonly densite: 'confortable' | 'compacte';
  readonly lu: { readonly total: number; readonly centimes: number; readonly minutes: number; readonly lignes: readonly TempsLu[] };
  readonly proches: readonly { readonly nom: string; readonly engage: number; readonly plafond: number }[];
  readonly roles: readonly { readonly role: string; readonly minutes: number; readonly personnes: number }[];
  readonly bilan: readonly { readonly statut: StatutTemps; readonly nombre: number; readonly centimes: number }[];
  readonly peutTenir: boolean;
  readonly sansPlafond?: boolean;
  readonly interdit?: boolean;
};

export function presenterRegistre(f: FaitsRegistre): VueRegistre {
  const de = (...statuts: readonly StatutTemps[]) => f.bilan.filter((b) => statuts.includes(b.statut)).reduce((n, b) => ({ nombre: n.nombre + b.nombre, centimes: n.centimes + b.centimes }), { nombre: 0, centimes: 0 });
  const [attente, approuve, paye] = [de('confirmee', 'contestee'), de('approuvee', 'en_paiement'), de('payee')];
  return {
    base: f.base, adresse: f.adresse, filtre: f.filtre, densite: f.densite, peutTenir: f.peutTenir, sansPlafond: f.sansPlafond ?? false, interdit: f.interdit ?? false,
    phrase: f.bilan.length === 0 ? `Aucun temps noté en ${f.filtre.annee}.` : `En ${f.filtre.annee} : ${accord(attente.nombre, 'temps', 'temps')} à approuver pour ${montant(attente.centimes)}, ${montant(approuve.centimes)} à payer, ${montant(paye.centimes)} payés.`,
    releves: f.peutTenir && f.bilan.some((b) => RETENUS.has(b.statut)) ? `${f.base}/finances/registre/releves.zip?annee=${f.filtre.annee}` : '',
    lignes: f.lu.lignes.map(presenterTemps), page: { numero: f.numero, taille: PAR_PAGE, total: f.lu.total },
    proches: f.proches.map((p) => ({ nom: p.nom, part: p.engage / p.plafond, phrase: `${formaterPart(p.engage / p.plafond, 0)} du plafond, il reste ${montant(p.plafond - p.engage)}` })),
    parRole: f.roles.map((r) => ({ role: r.role === 'sans' ? 'Autres rôles (coordination, secrétariat, partenaires)' : libelleProfession(r.role), duree: duree(r.minutes), personnes: accord(r.personnes, 'personne') })),
  };
}

type Releve = { readonly cpts: string; readonly annee: number; readonly aujourdhui: Jour; readonly temps: readonly TempsLu[] };
const RETENUS: ReadonlySet<StatutTemps> = new Set<StatutTemps>(['confirmee', 'approuvee', 'en_paiement', 'payee']);
const DUS: readonly StatutTemps[] = ['confirmee', 'approuvee', 'en_paiement'];
const retenusDe = (temps: readonly TempsLu[]): readonly TempsLu[] => temps.filter((t) => t.centimes !== null && RETENUS.has(t.statut)).toReversed();
const MENTION = 'Les sommes sont celles que la CPTS a enregistrées. Leur traitement fiscal et social est à voir avec votre comptable.';

function blocsDuReleve(temps: readonly TempsLu[]): readonly Bloc[] {
  const retenus = retenusDe(temps);
  const total = (nature: Versement, statuts: readonly StatutTemps[]): string => montant(somme(retenus.filter((t) => t.nature === nature), statuts));
  return [
    { type: 'tableau', legende: 'Par registre', entetes: ['Registre', 'Payé', 'À payer'], alignements: ['gauche', 'droite', 'droite'], lignes: (['indemnite', 'remuneration'] as const).map((n) => [libelleVersement[n], total(n, ['payee']), total(n, DUS)]), total: ['Total', montant(somme(retenus, ['payee'])), montant(somme(retenus, DUS))] },
    { type: 'tableau', legende: 'Temps par temps', entetes: ['Jour', 'Action', 'Registre', 'Durée', 'Montant', 'État'], alignements: ['gauche', 'gauche', 'gauche', 'droite', 'droite', 'gauche'], lignes: retenus.map((t) => [formaterDate(t.jour), t.mission === '' ? t.action : `${t.action} (${t.mission})`, libelleVersement[t.nature], duree(t.minutes), montant(t.centimes ?? 0), libelleStatut[t.statut]]) },
  ];
}

/** What a person received and is owed for a year: to keep, and to give one's accountant. */
export const redigerReleve = ({ nom, ...p }: Releve & { readonly nom: string }): DocumentRedige => ({
  titre: `Relevé ${p.annee}`, sousTitre: `${nom} · ${p.cpts}`, auteur: p.cpts, date: formaterDate(p.aujourdhui), mentions: [MENTION], blocs: blocsDuReleve(p.temps),
});

/** What one archive holds: the sums of everybody, then the statement of each, by alphabet; those who are owed nothing have none. */
export function redigerReleves(p: Releve): readonly { readonly nom: string; readonly document: DocumentRedige }[] {
  const parPersonne = Object.values(Object.groupBy(p.temps, (t) => t.personneId)).flatMap((temps) => (temps && retenusDe(temps).length > 0 ? [{ nom: temps[0]?.nom ?? '', temps }] : []))
    .toSorted((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  const [payes, retenus] = [['payee'] as const, parPersonne.flatMap(({ temps }) => temps)];
  const ensemble: DocumentRedige = {
    titre: `Relevés ${p.annee}`, sousTitre: p.cpts, auteur: p.cpts, date: formaterDate(p.aujourdhui), mentions: [MENTION],
    blocs: [{ type: 'tableau', legende: 'Par personne', entetes: ['Personne', 'Payé', 'À payer'], alignements: ['gauche', 'droite', 'droite'], lignes: parPersonne.map(({ nom, temps }) => [nom, montant(somme(temps, payes)), montant(somme(temps, DUS))]), total: ['Ensemble', montant(somme(retenus, payes)), montant(somme(retenus, DUS))] }],
  };
  return [{ nom: `000 Ensemble ${p.annee}.pdf`, document: ensemble }, ...parPersonne.map(({ nom, temps }, i) => ({ nom: `${String(i + 1).padStart(3, '0')} ${nom.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').slice(0, 80)} ${p.annee}.pdf`, document: redigerReleve({ ...p, nom, temps }) }))];
}

export type VueTaux = {
  readonly base: string;
  readonly phrase: string;
  readonly taux: readonly { readonly id: string; readonly nature: string; readonly pour: string; readonly heure: string; readonly depuis: string; readonly vote: string }[];
  /** The sentence of the same rate for everybody, when it is in force. */
  readonly pourTous: string;
  readonly exercices: readonly { readonly annee: number; readonly clos: boolean; readonly plafond: string }[];
  /** Caps that the product does not know: typed here, or still to be. */
  readonly plafonds: readonly { readonly annee: number; readonly phrase: string; readonly saisi: string; readonly source: string }[];
  readonly peutTenir: boolean;
  readonly interdit: boolean;
};

/** Voted in both ledgers at one price and from one day; in force when nothing was voted after it, or still to come. */
function phrasePourTous(taux: readonly Taux[], aujourdhui: Jour): string {
  const communs = taux.filter((t) => t.pourTous && t.nature === 'indemnite' && taux.some((r) => r.pourTous && r.nature === 'remuneration' && r.depuis === t.depuis && r.centimesHeure === t.centimesHeure));
  const aVenir = communs.filter((t) => t.depuis > aujourdhui).toSorted((a, b) => a.depuis.localeCompare(b.depuis))[0];
  const dernier = taux.filter((t) => t.depuis <= aujourdhui).map((t) => t.depuis).toSorted().at(-1);
  const enCours = communs.find((t) => t.depuis === dernier);
  const dire = (t: Taux, verbe: string): string => `Le même taux pour tous ${verbe} : ${montant(t.centimesHeure)} l’heure, à partir du ${formaterDate(t.depuis)}.`;
  return enCours ? dire(enCours, 's’applique') : aVenir ? dire(aVenir, 's’appliquera') : '';
}

type PlafondDAnnee = { readonly annee: number; readonly plafond: PlafondAnnuel | undefined };
const direPlafond = ({ annee, plafond }: PlafondDAnnee): VueTaux['plafonds'][number] => ({
  annee, saisi: plafond ? (plafond.centimes / 100).toFixed(2).replace('.', ',') : '', source: plafond?.source ?? '',
  phrase: plafond ? `${montant(plafond.centimes)}, saisi ici, à vérifier. Source : ${plafond.source}.` : `Il est à renseigner. Tant qu’il ne l’est pas, aucun temps de ${annee} ne peut être promis. Recopiez-le dès qu’il est publié, avec sa source.`,
});

export function presenterTaux(f: { readonly base: string; readonly inconnus: readonly PlafondDAnnee[]; readonly aujourdhui: Jour; readonly taux: readonly Taux[]; readonly exercices: readonly { readonly annee: number; readonly clos: boolean; readonly plafond: PlafondAnnuel | undefined }[]; readonly peutTenir: boolean; readonly interdit?: boolean }): VueTaux {
  return {
    base: f.base, peutTenir: f.peutTenir, interdit: f.interdit ?? false,
    phrase: f.taux.length === 0 ? 'Aucun taux n’est voté : rien ne peut encore être promis à personne.' : `${accord(f.taux.length, 'taux voté', 'taux votés')}. Chacun vaut à partir de son jour ; un taux ne change jamais, un autre lui succède.`,
    pourTous: phrasePourTous(f.taux, f.aujourdhui),
    taux: f.taux.map((t) => ({ id: t.id, nature: libelleVersement[t.nature], pour: [t.pourTous ? 'tous, au même taux' : t.profession === null ? 'toutes les professions' : libelleProfession(t.profession), ...(t.mission === null ? [] : [`mission « ${t.mission} »`])].join(', '), heure: `${montant(t.centimesHeure)} l’heure`, depuis: formaterDateCourte(t.depuis), vote: `${t.voteReference}, le ${formaterDate(t.voteLe)}` })),
    exercices: f.exercices.map((e) => ({ annee: e.annee, clos: e.clos, plafond: e.plafond ? `${montant(e.plafond.centimes)}${e.plafond.verifie ? '' : ' (à vérifier)'}` : 'à renseigner' })),
    plafonds: f.interdit ? [] : f.inconnus.map(direPlafond),
  };
}

export type LigneTravail = { readonly id: string; readonly tache: string; readonly jour: string; readonly metier: string; readonly duree: string; readonly note: string };
export type VueTravail = {
  readonly base: string; readonly annee: number; readonly annees: VueMonTemps['annees']; readonly phrase: string; readonly monMetier: string; readonly miens: readonly LigneTravail[]; readonly interdit: boolean;
  readonly parMetier: readonly { readonly nom: string; readonly personnes: string; readonly duree: string }[]; readonly parTache: readonly { readonly nom: string; readonly duree: string }[];
};

/** By name of role and of task, never by how much: nobody is ranked. */
export function presenterTravail(f: { readonly base: string; readonly annee: number; readonly aujourdhui: Jour; readonly monMetier: Metier | ''; readonly interdit?: boolean; readonly lu: { readonly parMetier: readonly { readonly metier: Metier; readonly minutes: number; readonly personnes: number }[]; readonly parTache: readonly { readonly tache: Tache; readonly minutes: number }[]; readonly personnes: number; readonly miens: readonly Travail[] } }): VueTravail {
  const parNom = <T extends { readonly nom: string }>(l: readonly T[]): readonly T[] => l.toSorted((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  const total = f.lu.parMetier.reduce((n, m) => n + m.minutes, 0);
  return {
    base: f.base, annee: f.annee, annees: troisAnnees(f.aujourdhui, `${f.base}/finances/travail`), monMetier: f.monMetier, interdit: f.interdit ?? false,
    phrase: total === 0 ? `Aucun travail de coordination n’est noté en ${f.annee}.` : `En ${f.annee} : ${duree(total)} de coordination que personne ne paie, ${f.lu.personnes > 1 ? 'notées' : 'notée'} par ${accord(f.lu.personnes, 'personne')}.`,
    parMetier: parNom(f.lu.parMetier.map((m) => ({ nom: libelleMetier[m.metier], personnes: accord(m.personnes, 'personne'), duree: duree(m.minutes) }))),
    parTache: parNom(f.lu.parTache.map((t) => ({ nom: libelleTache[t.tache], duree: duree(t.minutes) }))),
    miens: f.lu.miens.map((t) => ({ id: t.id, tache: libelleTache[t.tache], jour: formaterDateCourte(t.jour), metier: libelleMetier[t.metier], duree: duree(t.minutes), note: t.note })),
  };
}
