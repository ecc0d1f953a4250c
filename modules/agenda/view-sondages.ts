import { type Jour, jourDans } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { accord, enumerer, formaterInstant } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { creneauDans, heureDans, libelleStatutSondage, momentDans } from './labels.ts';
import { type Choix, type Exigences, exige, fenetreDe, manquesDuQuorum, type RoleChoisi, type Salle } from './moteur/choix.ts';
import type { Participant, Reunion, RoleInvite, Sondage } from './model.ts';
import { DemandeDeDate } from './moteur/demande.ts';
import { direDepartage } from './moteur/phrases.ts';
import { proposer } from './moteur/proposer.ts';
import type { DateProposee } from './moteur/proposition.ts';
import { aTout, decompter, type Decompte, prendReponses } from './rules.ts';

const court = new Intl.DateTimeFormat('fr-FR', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const echapper = (t: string): string => t.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const CELLULE: Readonly<Record<string, string>> = { o: '<td>✓', s: '<td class=s>?', n: '<td class=n>✕' };

/** The grid as text: closing tags that HTML does not require are left out, and yes, the commonest answer, carries no class. */
export function ecrireGrille(s: Pick<Sondage, 'dates' | 'participants'>, decomptes: readonly Decompte[], fuseau: string): string {
  const entetes = s.dates.map((d) => `<th scope=col>${court.format(new Date(`${jourDans(d, fuseau)}T00:00:00Z`))}<br>${heureDans(d, fuseau)}`).join('');
  let lignes = '';
  for (const p of s.participants) {
    lignes += `<tr><th scope=row>${echapper(p.nom)}`;
    for (const lettre of p.reponses) lignes += CELLULE[lettre] ?? '<td>';
  }
  const totaux = decomptes.map((c) => `<th>${c.oui}${c.siBesoin > 0 ? ` (+${c.siBesoin})` : ''}`).join('');
  return `<table class=grille-dates><caption class=sr-only>Réponses par personne et par date</caption><thead><tr><th scope=col>Personne${entetes}<tbody>${lignes}<tfoot><tr><th scope=row>Oui (si besoin)${totaux}</table>`;
}

/** What is known beside the poll itself: what the date must reach, and the evenings each has given, which settle a tie. */
export type FaitsCommuns = { readonly fuseau: string; readonly exigences?: Exigences; readonly vecus?: ReadonlyMap<PersonneId, { readonly donnees: number; readonly soirs: readonly Jour[] }> };

/** The poll as the date engine sees it: who has not answered a date is not counted on. */
function meilleures(s: Sondage, { fuseau, vecus }: FaitsCommuns): readonly DateProposee[] {
  // The engine reads moments to the second.
  const debuts = s.dates.map((d) => d.toISOString().replace(/\.\d+Z$/, 'Z'));
  const demande = DemandeDeDate.safeParse({
    fuseau, creneaux: debuts, dureeMinutes: s.dureeMinutes, quorum: { presents: 1, essentiels: 0 }, joursFeries: 'permis', nombre: 3, unParJour: false,
    tolerancePresents: Math.floor(s.participants.length / 8),
    personnes: s.participants.map((p) => ({ id: p.id, nom: p.nom, role: p.role, soireesDeja: (p.personneId && vecus?.get(p.personneId)?.donnees) || 0, soirsPris: [...((p.personneId && vecus?.get(p.personneId)?.soirs) || [])], reponses: debuts.map((debut, i) => ({ debut, reponse: ({ o: 'oui', s: 'si_besoin' } as const)[p.reponses[i] ?? '-'] ?? 'non' })) })),
  });
  const issue = demande.success ? proposer(demande.data) : undefined;
  return issue?.ok ? issue.valeur.dates : [];
}

const BOUTONS = [['o', 'Oui'], ['s', 'Si besoin'], ['n', 'Non']] as const;
const ECRITES = ['o', 's', 'n', '-'] as const;

/** One date and its three buttons, written once for each answer that a person may have given: a page of answers is then a few strings put end to end. */
function ecrireDate(rang: number, moment: string, pour: number): Readonly<Record<string, string>> {
  const m = echapper(moment);
  const debut = `<div class="reponse-date" id="date-${rang}"><p><span class="font-semibold">${m}</span> ${pour > 0 ? `<span class="text-sm text-douce">${pour} pour</span>` : ''}</p><div class="reponse-boutons" role="group" aria-label="${m}">`;
  return Object.fromEntries(ECRITES.map((donnee) => [donnee, `${debut}${BOUTONS.map(([lettre, mot]) => `<button type="submit" name="choix" value="${rang}-${lettre}" aria-pressed="${donnee === lettre}">${mot}</button>`).join('')}</div></div>`]));
}

export type CarteDate = { readonly rang: number; readonly titre: string; readonly phrases: readonly string[]; readonly absents: string; /** What was asked and is not reached; undefined when nothing was asked. */ readonly manques: readonly string[] | undefined };
/** What everybody sees of a poll, whoever reads: made once per version, then kept. */
export type PartieCommune = { readonly grille: string; readonly cartes: readonly CarteDate[]; readonly repondu: number; readonly attendus: number; readonly manquent: readonly string[]; readonly commentaires: readonly { readonly nom: string; readonly texte: string }[]; /** Rank by rank, the date with its buttons, by answer given. */
  readonly aRepondre: readonly Readonly<Record<string, string>>[];
  /** The sentence at the top, before the deadline and after. */
  readonly phrases: { readonly ouvert: string; readonly clos: string } };

const nommer = (noms: readonly string[]): string => (noms.length <= 4 ? noms.join(', ') : `${noms.slice(0, 4).join(', ')} et ${noms.length - 4} autres`);

export function presenterCommun(s: Sondage, faits: FaitsCommuns): PartieCommune {
  const { fuseau, exigences } = faits;
  const decomptes = decompter(s.participants, s.dates.length);
  const attendues = s.participants.filter((p) => p.role !== 'informe');
  const cartes = meilleures(s, faits).flatMap((d): CarteDate[] => {
    const rang = s.dates.findIndex((x) => x.getTime() === Date.parse(d.debut));
    const debut = s.dates[rang];
    const c = decomptes[rang];
    if (!debut || !c) return [];
    const refus = attendues.filter((p) => p.reponses[rang] === 'n').map((p) => p.nom);
    return [{
      rang, titre: creneauDans(debut, new Date(debut.getTime() + s.dureeMinutes * 60_000), fuseau),
      phrases: [`${c.oui + c.siBesoin} sur ${attendues.length} peuvent venir${c.siBesoin > 0 ? `, dont ${c.siBesoin} si besoin` : ''}.`, ...(c.attendues > 0 ? [`${accord(c.attendues, 'réponse attendue', 'réponses attendues')}.`] : []), ...d.pourquoi.filter((x) => x.includes('essentielles') || x.includes('soirée')), ...(d.apresLaPrecedenteCar === null ? [] : [direDepartage(d.apresLaPrecedenteCar)])],
      manques: exigences && exige(exigences) ? manquesDuQuorum(exigences, attendues.filter((p) => p.reponses[rang] === 'o' || p.reponses[rang] === 's'), libelleProfession) : undefined,
      absents: refus.length === 0 ? '' : `Sans ${nommer(refus)}.`,
    }];
  });
  const repondu = attendues.filter((p) => p.repondu).length;
  const manquent = attendues.filter((p) => !aTout(p)).map((p) => p.nom);
  return {
    grille: ecrireGrille(s, decomptes, fuseau), cartes, repondu, attendus: attendues.length, manquent,
    commentaires: s.participants.filter((p) => p.commentaire !== '').map((p) => ({ nom: p.nom, texte: p.commentaire })),
    aRepondre: s.dates.map((d, rang) => ecrireDate(rang, creneauDans(d, new Date(d.getTime() + s.dureeMinutes * 60_000), fuseau), (decomptes[rang]?.oui ?? 0) + (decomptes[rang]?.siBesoin ?? 0))),
    phrases: phrasesDe(s, { repondu, attendus: attendues.length, complet: manquent.length === 0 && attendues.length > 0 }, fuseau),
  };
}

function phrasesDe(s: Sondage, { repondu, attendus, complet }: { readonly repondu: number; readonly attendus: number; readonly complet: boolean }, fuseau: string): PartieCommune['phrases'] {
  const finie = s.dateRetenue ? `La date est retenue : ${momentDans(s.dateRetenue, fuseau)}.` : s.statut === 'annulee' ? 'Ce sondage a été abandonné.' : undefined;
  if (finie !== undefined) return { ouvert: finie, clos: finie };
  const recues = complet ? 'Tout le monde a répondu.' : `${accord(repondu, 'personne')} sur ${attendus} ${repondu > 1 ? 'ont' : 'a'} répondu.`;
  return { ouvert: `${recues} Réponses jusqu’au ${formaterInstant(s.clotureLe, fuseau)}.`, clos: `${recues} Le sondage est clos : il reste à retenir une date.` };
}

/** What becomes of one's answers once the poll takes no more. */
const SUITES: Readonly<Record<Sondage['statut'], string>> = {
  ouverte: 'Ce sondage ne prend plus de réponses. La date retenue vous sera envoyée.', close: 'Ce sondage ne prend plus de réponses. La date retenue vous sera envoyée.',
  retenue: 'L’invitation à cette date vous est envoyée à part.', annulee: '',
};

export type VueSondage = {
  /** The CPTS that asks, for who reads by a link; empty inside its pages. */
  readonly chez: string;
  readonly titre: string;
  readonly suite: string;
  readonly phrase: string;
  readonly statut: string;
  readonly ouvert: boolean;
  readonly lieu: string;
  readonly action: string;
  /** The dates with one's own answers, written; and the answer that is the same everywhere. */
  readonly miennes: { readonly html: string; readonly partout: string | undefined } | undefined;
  readonly monCommentaire: string;
  /** Who reads comes from outside: what the others answered is not theirs to read. */
  readonly exterieur: boolean;
  readonly commun: PartieCommune;
  readonly gestes: { readonly base: string; readonly retenir: boolean; readonly clore: boolean; readonly rouvrir: boolean; readonly annuler: boolean } | undefined;
  readonly liens: readonly { readonly nom: string; readonly href: string }[];
  /** The address for people from outside: shown to who organises, empty while it is closed. */
  readonly lienPublic: string | undefined;
  readonly reunion: { readonly href: string } | undefined;
  readonly refus: string | undefined;
};

type Faits = { readonly chez?: string; readonly sondage: Sondage; readonly commun: PartieCommune; readonly maintenant: Date; readonly moi: Participant | undefined; readonly action: string; readonly organise?: { readonly base: string }; readonly liens?: VueSondage['liens']; readonly lienPublic?: string; readonly reunion?: { readonly href: string }; readonly refus?: string };

export function presenterSondage(f: Faits): VueSondage {
  const { sondage: s, commun, moi } = f;
  const ouvert = prendReponses(s, f.maintenant);
  const fini = s.statut === 'retenue' || s.statut === 'annulee';
  return {
    chez: f.chez ?? '', suite: SUITES[s.statut], titre: s.titre, phrase: ouvert ? commun.phrases.ouvert : commun.phrases.clos, statut: s.statut === 'ouverte' && !ouvert ? libelleStatutSondage.close : libelleStatutSondage[s.statut], ouvert, lieu: [s.lieu, s.lienVisio ? 'à distance possible' : ''].filter(Boolean).join(', '), action: f.action,
    miennes: moi && { html: commun.aRepondre.map((parReponse, rang) => parReponse[moi.reponses[rang] ?? '-'] ?? '').join(''), partout: BOUTONS.find(([lettre]) => moi.reponses === lettre.repeat(s.dates.length))?.[0] },
    monCommentaire: moi?.commentaire ?? '', exterieur: moi !== undefined && moi.personneId === null, commun,
    gestes: f.organise && { base: f.organise.base, retenir: !fini, clore: ouvert, rouvrir: !fini && !ouvert, annuler: !fini },
    liens: f.liens ?? [], lienPublic: f.lienPublic, reunion: f.reunion, refus: f.refus,
  };
}


type Erreurs = Readonly<Record<string, string>>;
type Option = { readonly valeur: string; readonly libelle: string };

export type CarteDeDate = {
  readonly valeur: string;
  readonly titre: string;
  readonly pourquoi: readonly string[];
  readonly viennent: string;
  readonly absents: string;
  readonly couts: readonly string[];
  readonly departage: string;
  readonly salle: string;
};

const COUTS_MAX = 8;

/**
 * A date as it is shown: who can come, why it is good, what it costs to whom, why it comes after the one before. Why somebody cannot
 * come stays with the engine: their hours and their leave are read by nobody.
 */
export function presenterDates(dates: readonly DateProposee[], noms: ReadonlyMap<string, string>): readonly CarteDeDate[] {
  const nom = (id: string): string => noms.get(id) ?? id;
  return dates.map((d) => ({
    valeur: new Date(d.debut).toISOString(), titre: d.libelle.charAt(0).toUpperCase() + d.libelle.slice(1), pourquoi: d.pourquoi, viennent: enumerer(d.presents.map(nom)),
    absents: d.absents.length === 0 ? '' : `Sans ${enumerer(d.absents.map((a) => a.nom))}.`, couts: couts(d),
    departage: d.apresLaPrecedenteCar === null ? '' : direDepartage(d.apresLaPrecedenteCar), salle: d.salle ?? '',
  }));
}

/** What it costs to whom, the heaviest first; the rest is counted. */
function couts(d: DateProposee): readonly string[] {
  const poids = (c: DateProposee['couts'][number]): number => (c.code === 'soiree' ? c.nombre : 1000);
  const tries = d.couts.toSorted((a, b) => poids(b) - poids(a));
  const reste = tries.length - COUTS_MAX;
  return [...tries.slice(0, COUTS_MAX).map((c) => c.phrase), ...(reste > 0 ? [`Et ${accord(reste, 'autre personne', 'autres personnes')}.`] : [])];
}

type PersonneDuChoix = { readonly id: string; readonly nom: string; readonly metier: string; readonly role: RoleChoisi };
export type VueNouveau = {
  readonly base: string;
  readonly groupes: readonly Option[];
  readonly choix: Choix;
  readonly fenetre: { readonly du: Jour; readonly au: Jour };
  readonly personnes: readonly PersonneDuChoix[];
  readonly conviees: number;
  readonly professions: readonly Option[];
  readonly colleges: readonly string[];
  readonly salles: readonly Salle[];
  readonly dates: readonly CarteDeDate[];
  readonly refus: string | undefined;
  readonly titre: string;
  readonly lieu: string;
  readonly cloture: Jour;
  /** The request as it was asked, that the form sends back with the dates. */
  readonly demande: string;
  readonly detaille: boolean;
  readonly erreursChoix: Erreurs;
  readonly valeursChoix: Readonly<Record<string, unknown>>;
  readonly erreurs: Erreurs;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

export type Convie = { readonly personneId: string; readonly nom: string; readonly role: RoleInvite; readonly profession: string | null; readonly college: string | null };
type FaitsNouveau = Pick<VueNouveau, 'base' | 'groupes' | 'choix' | 'salles' | 'refus' | 'titre' | 'cloture' | 'demande' | 'erreursChoix' | 'erreurs' | 'valeurs'> & { readonly gens: readonly Convie[]; readonly dates: readonly DateProposee[]; readonly aujourdhui: Jour; readonly parametres: readonly (readonly [string, string])[] };

const uniques = (t: readonly (string | null)[]): string[] => [...new Set(t.filter((x): x is string => x !== null && x !== ''))].toSorted((a, b) => a.localeCompare(b, 'fr'));

/** True when more is asked than whom and how long: what was asked then stays in sight. */
const detaille = (c: Choix): boolean =>
  c.du !== null || c.au !== null || c.soirees !== null || c.presents > 0 || c.salle || c.format !== 'les_deux' || c.jours.join('') !== '12345' || c.vacances === 'interdites' || Object.keys(c.professions).length + Object.keys(c.colleges).length > 0 || (c.roles?.size ?? 0) > 0;

export function presenterNouveau(f: FaitsNouveau): VueNouveau {
  const { choix } = f;
  const dates = presenterDates(f.dates, new Map(f.gens.map((p) => [p.personneId, p.nom])));
  const role = (p: Convie): RoleChoisi => (choix.roles === null ? p.role : ([...choix.roles].find(([id]) => id === p.personneId)?.[1] ?? 'utile'));
  const personnes = f.gens.map((p) => ({ id: p.personneId, nom: p.nom, metier: [p.profession === null ? '' : libelleProfession(p.profession), p.college ?? ''].filter(Boolean).join(', '), role: role(p) }));
  return {
    base: f.base, groupes: f.groupes, choix, fenetre: fenetreDe(choix, f.aujourdhui), personnes, conviees: personnes.filter((p) => p.role !== 'sans').length,
    professions: uniques(f.gens.map((p) => p.profession)).map((valeur) => ({ valeur, libelle: libelleProfession(valeur) })), colleges: uniques(f.gens.map((p) => p.college)), salles: f.salles, dates,
    refus: f.refus, titre: f.titre, lieu: dates[0]?.salle ?? '', cloture: f.cloture, demande: f.demande, detaille: detaille(choix) || Object.keys(f.erreursChoix).length > 0,
    erreursChoix: f.erreursChoix, valeursChoix: Object.fromEntries(f.parametres.filter(([cle]) => f.erreursChoix[cle] !== undefined)), erreurs: f.erreurs, valeurs: f.valeurs,
  };
}

export type VueDeplacer = {
  /** Where this date of a series and those that follow change together; empty for a meeting on its own. */
  readonly suite: string;
  readonly base: string;
  readonly titre: string;
  readonly quand: string;
  readonly lieu: string;
  readonly visio: string;
  readonly minutes: number;
  readonly dates: readonly CarteDeDate[];
  readonly erreurs: Erreurs;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

export const presenterDeplacer = (r: Reunion, f: { readonly base: string; readonly fuseau: string; readonly minutes: number; readonly dates: readonly DateProposee[]; readonly erreurs?: Erreurs; readonly valeurs?: Readonly<Record<string, unknown>> }): VueDeplacer => ({
  base: f.base, titre: r.titre, quand: creneauDans(r.debut, r.fin, f.fuseau), lieu: r.lieu, visio: r.lienVisio, minutes: f.minutes, suite: r.serie ? f.base.replace(/\/reunions\/.*$/, `/series/${r.serie.id}/suite?depuis=${r.id}`) : '',
  dates: presenterDates(f.dates.filter((d) => Date.parse(d.debut) !== r.debut.getTime() && d.jour !== jourDans(r.debut, f.fuseau)), new Map(r.invites.flatMap((i) => (i.personneId ? [[i.personneId, i.nom] as const] : [])))), erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? {},
});
