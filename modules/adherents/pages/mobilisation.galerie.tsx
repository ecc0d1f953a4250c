import type { JSX } from 'preact';
import { presenterMobilisation } from '../view-mobilisation.ts';
import { PageMobilisation } from './mobilisation.tsx';

const base = '/cpts/essai';
const TERRITOIRE = [{ code: '19031', nom: 'Brive-la-Gaillarde' }, { code: '19124', nom: 'Malemort' }, { code: '19289', nom: 'Saint-Viance' }];
const CHOIX = { titre: 'Malemort', liens: [{ nom: 'Prune Supposée', detail: 'Infirmier, Malemort', href: `${base}/reseau/adherents/1` }], aInviter: [{ nom: 'Basile Inventé', metier: 'Médecin', lieu: 'Malemort', href: `${base}/reseau/adherents/proposer?rpps=1` }] };
const plein = { base, professions: [{ code: '10', nom: null, membres: 12 }, { code: '60', nom: null, membres: 20 }], communes: [{ code: '19031', nom: 'Brive-la-Gaillarde', membres: 30 }], annuaire: { professions: new Map([['10', 61], ['60', 140], ['93', 22]]), communes: new Map([['19031', 220], ['19124', 31]]) }, territoire: TERRITOIRE };
export const vide = (): JSX.Element => <PageMobilisation vue={presenterMobilisation({ base, professions: [], communes: [], annuaire: undefined, territoire: [], choix: undefined })} />;
export const pleine = (): JSX.Element => <PageMobilisation vue={presenterMobilisation({ ...plein, choix: CHOIX })} />;
export const longue = (): JSX.Element => <PageMobilisation vue={presenterMobilisation({ ...plein, territoire: Array.from({ length: 80 }, (_, i) => ({ code: String(19000 + i), nom: `Saint-Barthélemy-de-Montferrand-sur-Vézère ${i}` })), choix: { ...CHOIX, aInviter: Array.from({ length: 30 }, (_, i) => ({ nom: `Anne-Charlotte-Guillemette de Montferrand ${i}`, metier: 'Masseur-kinésithérapeute', lieu: 'Brive-la-Gaillarde', href: `${base}/x${i}` })) } })} />;
export const refusee = (): JSX.Element => <PageMobilisation vue={presenterMobilisation({ ...plein, annuaire: undefined, choix: { ...CHOIX, liens: [], aInviter: [] } })} />;
export const interdite = (): JSX.Element => <PageMobilisation vue={presenterMobilisation({ ...plein, choix: undefined, interdit: true })} />;
