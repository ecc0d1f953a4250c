import type { JSX } from 'preact';
import { PageAgenda } from './agenda.tsx';
import { AgendaReserve } from './sondage.tsx';

const base = '/cpts/essai';
const reunions = (n: number, titre: string) => Array.from({ length: n }, (_, i) => ({ id: `r${i}`, href: `${base}/agenda/reunions/${i}`, titre: `${titre} ${i + 1}`, quand: 'mardi 8 décembre, de 19 h 30 à 21 h 30', detail: '12 personnes', passee: i % 2 === 1 }));
const sondages = (n: number, titre: string) => Array.from({ length: n }, (_, i) => ({ id: `s${i}`, href: `${base}/agenda/sondages/${i}`, titre: `${titre} ${i + 1}`, detail: '3 sur 12 réponses, jusqu’au lundi 30 novembre à 23 h 59', statut: i % 3 === 2 ? 'Date retenue' : 'Ouvert', aMoi: i % 3 === 0, ouvert: i % 3 !== 2 }));

export const vide = (): JSX.Element => <PageAgenda vue={{ base, peutOrganiser: true, phrase: 'Aucune réunion prévue.', sondages: [], reunions: [] }} />;
export const pleine = (): JSX.Element => <PageAgenda vue={{ base, peutOrganiser: true, phrase: 'Prochaine réunion : mardi 8 décembre à 19 h 30, Bureau.', sondages: sondages(3, 'Groupe prévention'), reunions: reunions(4, 'Bureau') }} />;
export const longue = (): JSX.Element => <PageAgenda vue={{ base, peutOrganiser: false, phrase: 'Prochaine réunion : mardi 8 décembre.', sondages: sondages(50, 'Un titre très long '.repeat(8)), reunions: reunions(100, 'Une réunion au nom très long '.repeat(6)) }} />;
export const refusee = (): JSX.Element => <PageAgenda vue={{ base, peutOrganiser: false, phrase: 'Aucune réunion prévue.', sondages: [], reunions: [] }} />;
export const interdite = (): JSX.Element => <AgendaReserve base={base} />;
