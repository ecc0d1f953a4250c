import { Jour } from '#core/jour.ts';
import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { Evenement } from './model.ts';

export const unEvenement = (avec: Partial<Evenement> = {}): Evenement => ({ rang: 1, instant: new Date('2026-11-20T09:30:00Z'), qui: 'Maëlle Riva', evenement: 'territoire_compose', details: {}, ...avec });

export const uneAction = (avec: Partial<ActionDuJour> = {}): ActionDuJour => ({
  id: 'lettre',
  titre: 'Compléter la lettre d’intention',
  raison: 'Il manque les partenaires et le calendrier.',
  bouton: { libelle: 'Ouvrir la lettre', href: '/cpts/essai/projet/lettre' },
  ...avec,
});

export const uneHorloge = (avec: Partial<Horloge> = {}): Horloge => ({ id: 'contact', titre: 'Première rencontre avec l’ARS', qui: 'À l’ARS de proposer une date', echeance: Jour.parse('2026-12-04'), ...avec });
