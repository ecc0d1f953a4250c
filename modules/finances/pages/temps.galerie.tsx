import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { ok, refuser } from '#core/result.ts';
import { unTemps } from '../builders.ts';
import { plafondDe } from '../constants.ts';
import { phraseRefus } from '../labels.ts';
import { StatutTemps, type TempsLu } from '../model.ts';
import { situer } from '../moteur/valeur.ts';
import { presenterMonTemps } from '../view.ts';
import { PageTemps } from './temps.tsx';

const plafond = plafondDe(2026);
const A_VENIR = [
  { id: 'r1', titre: 'Bureau de décembre', debut: new Date('2026-12-03T18:30:00Z'), minutes: 90, groupe: null, estimation: ok({ centimes: 7_500, apres: situer(4_806_000, 4_092_600) }) },
  { id: 'r2', titre: 'Groupe plaies', debut: new Date('2027-01-07T18:30:00Z'), minutes: 120, groupe: 'Plaies', estimation: refuser({ code: 'plafond_inconnu', annee: 2027 } as const) },
];
const vue = (temps: readonly TempsLu[], engage: number, interdit = false) =>
  presenterMonTemps({ base: '/cpts/essai', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), temps, fuseau: 'Europe/Paris', aVenir: temps.length === 8 ? A_VENIR : [], valeurs: Object.fromEntries(temps.map((t) => [t.id, 'Ce temps vous paie 100,00 €.'])), situation: situer(4_806_000, engage), plafond, taux: [], clos: false, interdit });
const tous = StatutTemps.options.map((statut, i) => unTemps({ statut, ...(statut === 'proposee' ? { centimes: null } : {}), ...(statut === 'refusee' ? { motif: 'Joindre le compte rendu.' } : {}) }, i));

export const vide = (): JSX.Element => <PageTemps vue={vue([], 0)} />;
export const pleine = (): JSX.Element => <PageTemps vue={{ ...vue(tous, 4_085_100), estimation: { ton: 'information', phrase: '2 h à 50,00 € l’heure : 100,00 €.' } }} />;
export const longue = (): JSX.Element => <PageTemps vue={vue(Array.from({ length: 80 }, (_, i) => unTemps({ action: i === 3 ? 'Réunion pluriprofessionnelle de préparation du dialogue de gestion avec l’Assurance Maladie et l’Agence régionale de santé' : `Réunion ${i}`, mission: i % 2 ? 'Accès aux soins' : '' }, i)), 4_806_000)} />;
export const refusee = (): JSX.Element => <PageTemps vue={vue(tous, 4_800_000)} saisie={{ erreurs: { heures: phraseRefus({ code: 'plafond_depasse', annee: 2026, plafond: 4_806_000, reste: 6_000, minutesAuPlus: 72 }) }, valeurs: { action: 'Réunion', jour: '2026-11-02', heures: '24 h' } }} refus={phraseRefus({ code: 'geste_impossible', statut: 'payee' })} />;
export const interdite = (): JSX.Element => <PageTemps vue={vue([], 0, true)} />;
