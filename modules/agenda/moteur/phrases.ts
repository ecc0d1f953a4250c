import { Jour } from '#core/jour.ts';
import { accord, enumerer, formaterJour } from '#core/texte.ts';
import type { Groupe } from './etat.ts';
import { type Horloge, MS_PAR_JOUR } from './horloge.ts';
import type { Absence, Blocage, Cout, DateProposee } from './proposition.ts';

const NBSP = '\u00a0';
const heure = (minutes: number): string => `${Math.floor(minutes / 60)}${NBSP}h${minutes % 60 === 0 ? '' : `${NBSP}${String(minutes % 60).padStart(2, '0')}`}`;

const LENDEMAINS = ['', ' le lendemain', ' le surlendemain'];

/** `mardi 12 janvier 2027, de 19 h 30 à 21 h 30`, in the zone of the clock. */
export function direCreneau(debut: number, fin: number, horloge: Horloge): string {
  const [de, a] = [horloge.local(debut), horloge.local(fin)];
  const jour = Jour.parse(new Date(de).toISOString().slice(0, 10));
  const minutes = (local: number): number => Math.floor((((local % MS_PAR_JOUR) + MS_PAR_JOUR) % MS_PAR_JOUR) / 60_000);
  // Twenty-four hours from the evening before the clocks go forward end two days later.
  const jours = Math.floor(a / MS_PAR_JOUR) - Math.floor(de / MS_PAR_JOUR);
  const terme = jours === 1 && minutes(a) === 0 ? 'minuit' : `${heure(minutes(a))}${LENDEMAINS[jours] ?? ''}`;
  return `${formaterJour(jour)} ${jour.slice(0, 4)}, de ${heure(minutes(de))} à ${terme}`;
}

export const direAbsence = (a: Absence): string => {
  switch (a) {
    case 'soirees_epuisees': return 'a déjà donné toutes ses soirées';
    case 'reponse': return 'a répondu non';
    case 'conge': return 'est en congé';
    case 'occupation': return 'est déjà pris par son calendrier';
    case 'consultation': return 'consulte';
  }
};

export function direCout(c: Cout): string {
  switch (c.code) {
    case 'soiree': return `${c.nom} donnerait sa ${c.nombre === 1 ? '1re' : `${c.nombre}e`} soirée de l’année.`;
    case 'deux_soirs_de_suite': return `${c.nom} aurait deux soirs de suite.`;
    case 'consultation': return `${c.nom} perdrait ${accord(c.minutes, 'minute')} de consultation.`;
    case 'si_besoin': return `${c.nom} viendrait si besoin.`;
  }
}

const DEPARTAGE = {
  vacances: 'elle tombe pendant les vacances scolaires',
  essentiels: 'moins de personnes essentielles peuvent venir',
  presents: 'moins de personnes peuvent venir',
  siBesoin: 'plus de personnes ne viendraient que si besoin',
  deuxSoirsDeSuite: 'plus de personnes auraient deux soirs de suite',
  equite: 'elle demande des soirées à des personnes qui en ont déjà donné davantage',
  date: 'à égalité sur tout, elle est plus tardive',
} as const satisfies Record<NonNullable<DateProposee['apresLaPrecedenteCar']>, string>;

export const direDepartage = (critere: NonNullable<DateProposee['apresLaPrecedenteCar']>): string => `Classée après la précédente : ${DEPARTAGE[critere]}.`;

export const nommerGroupe = (g: Pick<Groupe, 'genre' | 'nom'>): string => (g.genre === 'profession' ? `profession « ${g.nom} »` : `collège « ${g.nom} »`);

type Faits = Omit<DateProposee, 'pourquoi' | 'couts'> & { readonly attendus: number; readonly completes: readonly string[]; readonly nombreEssentiels: number; readonly eviter: boolean };

/** Why a date is good, from its facts. */
export function direPourquoi(d: Faits): string[] {
  const { presents, essentiels, siBesoin: gene, soirs } = { ...d.criteres, soirs: d.criteres.deuxSoirsDeSuite };
  return [
    `${presents} sur ${accord(d.attendus, 'personne')} ${presents > 1 ? 'peuvent' : 'peut'} venir${gene === 0 ? '' : `, dont ${gene} si besoin`}.`,
    ...(d.nombreEssentiels > 0 ? [essentiels === d.nombreEssentiels ? 'Toutes les personnes essentielles peuvent venir.' : `${essentiels} des ${d.nombreEssentiels} personnes essentielles peuvent venir.`] : []),
    ...(d.completes.length > 0 ? [`Au complet : ${enumerer(d.completes)}.`] : []),
    ...d.quorum.groupes.map((g) => `${nommerGroupe(g)} : ${g.presents} pour ${g.requis} ${g.requis > 1 ? 'requis' : 'requis'}.`),
    ...(d.vacances ? [`Pendant les vacances scolaires (${d.vacances}).`] : d.eviter ? ['Hors des vacances scolaires indiquées.'] : []),
    d.soiree ? (soirs === 0 ? 'C’est une soirée ; personne n’en aurait deux de suite.' : `C’est une soirée ; ${accord(soirs, 'personne')} en ${soirs > 1 ? 'auraient' : 'aurait'} deux de suite.`) : 'Ce n’est pas une soirée.',
    ...(d.salle === null ? [] : [`Salle libre : ${d.salle}.`]),
  ];
}

/** What blocks, and what letting go of it would give. */
export function direBlocage(b: Blocage): string {
  const gain = `${accord(b.datesPossibles, 'créneau possible', 'créneaux possibles')}${b.meilleure ? `, le meilleur ${b.meilleure.libelle}` : ''}`;
  return `${b.assouplir} : ${gain}.`;
}
