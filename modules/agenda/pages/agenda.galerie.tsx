import type { JSX } from 'preact';
import { PageAgenda, type VueAgenda } from './agenda.tsx';
import { AgendaReserve } from './sondage.tsx';
import { lignesDeReunions, vueTaches } from '../builders.ts';

const base = '/cpts/essai';
const sondages = (n: number, titre: string) => Array.from({ length: n }, (_, i) => ({ id: `s${i}`, href: `${base}/agenda/sondages/${i}`, titre: `${titre} ${i + 1}`, detail: '3 sur 12 réponses, jusqu’au lundi 30 novembre à 23 h 59', statut: 'Ouvert', aMoi: i % 3 === 0 }));
const vue = (avec: Partial<VueAgenda> = {}): VueAgenda => ({ base, peutOrganiser: true, phrase: 'Aucune réunion prévue.', sondages: [], avenir: [], passees: [], autresAvenir: 0, autresPassees: 0, taches: vueTaches(0), ...avec });

export const vide = (): JSX.Element => <PageAgenda vue={vue()} />;
export const pleine = (): JSX.Element => <PageAgenda vue={vue({ phrase: 'Prochaine réunion : mardi 8 décembre à 19 h 30, Bureau.', sondages: sondages(3, 'Groupe prévention'), avenir: lignesDeReunions(4, 'Bureau'), passees: lignesDeReunions(2, 'Groupe'), taches: vueTaches(3) })} />;
export const longue = (): JSX.Element => <PageAgenda vue={vue({ peutOrganiser: false, phrase: 'Prochaine réunion : mardi 8 décembre.', sondages: sondages(25, 'Un titre très long '.repeat(8)), avenir: lignesDeReunions(6, 'Une réunion au nom très long '.repeat(6)), passees: lignesDeReunions(6, 'Passée'), autresAvenir: 94, autresPassees: 812, taches: vueTaches(25, 'Une tâche au texte vraiment très long '.repeat(6)) })} />;
export const refusee = (): JSX.Element => <PageAgenda vue={vue({ peutOrganiser: false })} />;
export const interdite = (): JSX.Element => <AgendaReserve base={base} />;
