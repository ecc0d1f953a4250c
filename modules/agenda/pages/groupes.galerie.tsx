import type { JSX } from 'preact';
import { PageGroupes, type VueGroupes } from './groupes.tsx';
import { AgendaReserve } from './sondage.tsx';

const groupes = (n: number, nom: string) => Array.from({ length: n }, (_, i) => ({ id: `g${i}`, nom: `${nom} ${i + 1}`, rythme: 'Le deuxième mardi du mois, à midi', duree: 60, href: `/cpts/essai/agenda/groupes/${i}`, essentiels: ['p1'], membres: ['p1'], noms: 'Camille Agenda, Basile Réponse', series: i === 0 ? [{ libelle: `${nom}, le 2e mardi de chaque mois`, href: '/cpts/essai/agenda/series/1' }] : [], nouveau: `/cpts/essai/agenda/nouveau?groupe=${i}` }));
const vue = (avec: Partial<VueGroupes> = {}): VueGroupes => ({ base: '/cpts/essai', peutOrganiser: true, personnes: [{ valeur: 'p1', libelle: 'Camille Agenda' }, { valeur: 'p2', libelle: 'Basile Réponse' }], groupes: [], archives: [{ nom: 'Ancien groupe', href: '/cpts/essai/agenda/groupes/9' }], refus: undefined, erreurs: {}, valeurs: {}, ...avec });

export const vide = (): JSX.Element => <PageGroupes vue={vue()} />;
export const pleine = (): JSX.Element => <PageGroupes vue={vue({ groupes: groupes(3, 'Groupe') })} />;
export const longue = (): JSX.Element => <PageGroupes vue={vue({ groupes: groupes(12, 'Un groupe au nom vraiment très long'), personnes: Array.from({ length: 40 }, (_, i) => ({ valeur: `p${i}`, libelle: `Personne au nom très long ${i}` })) })} />;
export const refusee = (): JSX.Element => <PageGroupes vue={vue({ erreurs: { nom: 'Donnez un nom au groupe.' }, valeurs: { nom: '', membres: ['p2'] } })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
