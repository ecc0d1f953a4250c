import type { JSX } from 'preact';
import { PageVote, type VueVote } from './vote.tsx';

const vue = (avec: Partial<VueVote> = {}): VueVote => ({
  titre: 'Adopter le projet de santé', retour: '/cpts/essai/gouvernance', etat: 'ouvert', electeur: true, emargement: [{ nom: 'Prune Supposée', vote: true }, { nom: 'Octave Factice', vote: false }], urne: [],
  donnees: { point: 'p', clePublique: '', sieges: 1, choix: [{ valeur: 'pour', libelle: 'Pour' }, { valeur: 'contre', libelle: 'Contre' }], plusieurs: false, signature: '', depot: '', jeton: '', clos: false, urne: [] }, ...avec,
});

export const vide = (): JSX.Element => <PageVote vue={vue({ etat: 'a_venir', emargement: [] })} />;
export const pleine = (): JSX.Element => <PageVote vue={vue()} />;
export const longue = (): JSX.Element => <PageVote vue={vue({ etat: 'clos', emargement: Array.from({ length: 300 }, (_, i) => ({ nom: `Membre ${i}`, vote: true })), urne: Array.from({ length: 300 }, (_, i) => ({ jeton: `jeton-${'x'.repeat(30)}-${i}`, choix: 'pour' })) })} />;
export const refusee = (): JSX.Element => <PageVote vue={vue({ refus: 'Vous avez déjà retiré votre bulletin pour ce vote, peut-être depuis un autre appareil.' })} />;
export const interdite = (): JSX.Element => <PageVote vue={vue({ interdit: true })} />;
