import { Jour } from '#core/jour.ts';
import { MODELES } from './model-modeles.ts';
import { type Enquete, EnqueteId } from './model.ts';
import { comptesVides } from './rules.ts';

const { titre, but, adressee, questions } = MODELES.habitants;

/** An open survey that nobody answered yet. */
export const uneEnquete = (avec: Partial<Enquete> = {}): Enquete => ({
  id: EnqueteId.parse('0198f000-0000-7000-8000-0000000000f1'), titre, but, adressee, questions, cloture: Jour.parse('2026-12-20'), statut: 'ouverte', reponses: 0,
  comptes: comptesVides(avec.questions ?? questions), version: 1, ouverteLe: new Date('2026-11-10T09:00:00Z'), ...avec,
});
