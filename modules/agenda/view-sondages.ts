import { type Jour, jourDans } from '#core/jour.ts';
import { accord, formaterInstant } from '#core/texte.ts';
import { creneauDans, heureDans, libelleStatutSondage, momentDans } from './labels.ts';
import type { Participant, Sondage } from './model.ts';
import { DemandeDeDate } from './moteur/demande.ts';
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

/** The poll as the date engine sees it: who has not answered a date is not counted on. */
function meilleures(s: Sondage, fuseau: string): readonly DateProposee[] {
  // The engine reads moments to the second.
  const debuts = s.dates.map((d) => d.toISOString().replace(/\.\d+Z$/, 'Z'));
  const demande = DemandeDeDate.safeParse({
    fuseau, creneaux: debuts, dureeMinutes: s.dureeMinutes, quorum: { presents: 1, essentiels: 0 }, joursFeries: 'permis', nombre: 3, unParJour: false,
    personnes: s.participants.map((p) => ({ id: p.id, nom: p.nom, role: p.role, reponses: debuts.map((debut, i) => ({ debut, reponse: ({ o: 'oui', s: 'si_besoin' } as const)[p.reponses[i] ?? '-'] ?? 'non' })) })),
  });
  const issue = demande.success ? proposer(demande.data) : undefined;
  return issue?.ok ? issue.valeur.dates : [];
}

export type CarteDate = { readonly rang: number; readonly titre: string; readonly phrases: readonly string[]; readonly absents: string };
/** What everybody sees of a poll, whoever reads: made once per version, then kept. */
export type PartieCommune = { readonly grille: string; readonly cartes: readonly CarteDate[]; readonly repondu: number; readonly attendus: number; readonly manquent: readonly string[]; readonly commentaires: readonly { readonly nom: string; readonly texte: string }[]; readonly decomptes: readonly Decompte[] };

const nommer = (noms: readonly string[]): string => (noms.length <= 4 ? noms.join(', ') : `${noms.slice(0, 4).join(', ')} et ${noms.length - 4} autres`);

export function presenterCommun(s: Sondage, fuseau: string): PartieCommune {
  const decomptes = decompter(s.participants, s.dates.length);
  const attendues = s.participants.filter((p) => p.role !== 'informe');
  const cartes = meilleures(s, fuseau).flatMap((d): CarteDate[] => {
    const rang = s.dates.findIndex((x) => x.getTime() === Date.parse(d.debut));
    const debut = s.dates[rang];
    const c = decomptes[rang];
    if (!debut || !c) return [];
    const refus = attendues.filter((p) => p.reponses[rang] === 'n').map((p) => p.nom);
    return [{
      rang, titre: creneauDans(debut, new Date(debut.getTime() + s.dureeMinutes * 60_000), fuseau),
      phrases: [`${c.oui + c.siBesoin} sur ${attendues.length} peuvent venir${c.siBesoin > 0 ? `, dont ${c.siBesoin} si besoin` : ''}.`, ...(c.attendues > 0 ? [`${accord(c.attendues, 'réponse attendue', 'réponses attendues')}.`] : []), ...d.pourquoi.filter((x) => x.includes('essentielles'))],
      absents: refus.length === 0 ? '' : `Sans ${nommer(refus)}.`,
    }];
  });
  return {
    grille: ecrireGrille(s, decomptes, fuseau), cartes, decomptes, repondu: attendues.filter((p) => p.repondu).length, attendus: attendues.length, manquent: attendues.filter((p) => !aTout(p)).map((p) => p.nom),
    commentaires: s.participants.filter((p) => p.commentaire !== '').map((p) => ({ nom: p.nom, texte: p.commentaire })),
  };
}

export type LigneDeReponse = { readonly rang: number; readonly moment: string; readonly reponse: string; readonly compte: string };
export type VueSondage = {
  readonly titre: string;
  readonly phrase: string;
  readonly statut: string;
  readonly ouvert: boolean;
  readonly lieu: string;
  readonly action: string;
  readonly miennes: readonly LigneDeReponse[] | undefined;
  readonly monCommentaire: string;
  readonly commun: PartieCommune;
  readonly gestes: { readonly base: string; readonly retenir: boolean; readonly clore: boolean; readonly rouvrir: boolean; readonly annuler: boolean } | undefined;
  readonly liens: readonly { readonly nom: string; readonly href: string }[];
  readonly reunion: { readonly href: string } | undefined;
  readonly refus: string | undefined;
};

type Faits = { readonly sondage: Sondage; readonly commun: PartieCommune; readonly maintenant: Date; readonly fuseau: string; readonly moi: Participant | undefined; readonly action: string; readonly organise?: { readonly base: string }; readonly liens?: VueSondage['liens']; readonly reunion?: { readonly href: string }; readonly refus?: string };

function phraseDe({ sondage: s, commun, maintenant, fuseau }: Faits): string {
  if (s.dateRetenue) return `La date est retenue : ${momentDans(s.dateRetenue, fuseau)}.`;
  if (s.statut === 'annulee') return 'Ce sondage a été abandonné.';
  const recues = commun.manquent.length === 0 && commun.attendus > 0 ? 'Tout le monde a répondu.' : `${commun.repondu} sur ${accord(commun.attendus, 'personne')} ${commun.repondu > 1 ? 'ont' : 'a'} répondu.`;
  return prendReponses(s, maintenant) ? `${recues} Réponses jusqu’au ${formaterInstant(s.clotureLe, fuseau)}.` : `${recues} Le sondage est clos : il reste à retenir une date.`;
}

export function presenterSondage(f: Faits): VueSondage {
  const { sondage: s, commun, moi } = f;
  const ouvert = prendReponses(s, f.maintenant);
  const fini = s.statut === 'retenue' || s.statut === 'annulee';
  return {
    titre: s.titre, phrase: phraseDe(f), statut: s.statut === 'ouverte' && !ouvert ? libelleStatutSondage.close : libelleStatutSondage[s.statut], ouvert, lieu: [s.lieu, s.lienVisio ? 'à distance possible' : ''].filter(Boolean).join(', '), action: f.action,
    miennes: moi && s.dates.map((d, rang) => ({ rang, moment: creneauDans(d, new Date(d.getTime() + s.dureeMinutes * 60_000), f.fuseau), reponse: moi.reponses[rang] ?? '-', compte: `${(commun.decomptes[rang]?.oui ?? 0) + (commun.decomptes[rang]?.siBesoin ?? 0)} pour` })),
    monCommentaire: moi?.commentaire ?? '', commun,
    gestes: f.organise && { base: f.organise.base, retenir: !fini, clore: ouvert, rouvrir: !fini && !ouvert, annuler: !fini },
    liens: f.liens ?? [], reunion: f.reunion, refus: f.refus,
  };
}

export type VueListe = { readonly base: string; readonly peutOrganiser: boolean; readonly sondages: readonly { readonly id: string; readonly titre: string; readonly href: string; readonly detail: string; readonly statut: string; readonly aMoi: boolean; readonly ouvert: boolean }[]; readonly reunions: readonly { readonly id: string; readonly href: string; readonly titre: string; readonly quand: string; readonly detail: string; readonly passee: boolean }[]; readonly phrase: string };

export type PropositionDeDate = { readonly valeur: string; readonly libelle: string; readonly detail: string };
export type VueNouveau = { readonly base: string; readonly groupes: readonly { readonly valeur: string; readonly libelle: string }[]; readonly groupe: string; readonly titre: string; readonly duree: number; readonly zone: string; readonly propositions: readonly PropositionDeDate[]; readonly refus: string | undefined; readonly cloture: Jour; readonly personnes: number; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

export const presenterPropositions = (dates: readonly DateProposee[]): readonly PropositionDeDate[] =>
  dates.map((d) => ({ valeur: new Date(d.debut).toISOString(), libelle: d.libelle.charAt(0).toUpperCase() + d.libelle.slice(1), detail: [d.pourquoi[0], ...(d.absents.length > 0 ? [`Sans ${nommer(d.absents.map((a) => a.nom))}.`] : []), ...(d.vacances ? ['Pendant les vacances scolaires.'] : [])].filter(Boolean).join(' ') }));
