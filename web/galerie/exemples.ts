import { Jour } from '#core/jour.ts';
import type { Chiffre, Provenance } from '#core/provenance.ts';
import type { VueCadre } from '../vue-cadre.ts';

/** Invented people and days for the gallery. */
export const AUJOURDHUI = Jour.parse('2026-11-24');
export const jour = (texte: string): Jour => Jour.parse(texte);

export const RECENSEMENT: Provenance = { origine: 'INSEE, recensement de la population', millesime: '2023', nature: 'officielle' };
export const ESTIMATION: Provenance = { origine: 'Calcul de Maillage', millesime: 'novembre 2026', nature: 'estimee', note: 'Part des plus de 75 ans appliquée à la population de chaque commune.' };
export const chiffre = (valeur: number, provenance: Provenance = RECENSEMENT): Chiffre => ({ valeur, provenance });

export const NOM_TRES_LONG = 'Communauté professionnelle territoriale de santé du Haut-Pays, de la Vallée et des Plateaux du Nord réunis (association loi 1901)';

export const vueExemple: VueCadre = {
  titre: 'Territoire',
  actif: 'territoire',
  chemin: [{ libelle: 'Aujourd’hui', href: '#' }, { libelle: 'Territoire' }],
  cpts: { id: '0', nom: 'CPTS des Trois Rivières', slug: 'trois-rivieres', demo: true },
  autresCpts: [{ nom: 'CPTS du Plateau', slug: 'plateau' }],
  personne: { nom: 'Marie Rousseau', initiales: 'MR' },
  navigation: [
    { cle: 'aujourdhui', libelle: 'Aujourd’hui', href: '#', icone: 'house' },
    { cle: 'territoire', libelle: 'Territoire', href: '#', icone: 'map' },
    { cle: 'reseau', libelle: 'Réseau', href: '#', icone: 'users' },
    { cle: 'agenda', libelle: 'Agenda', href: '#', icone: 'calendar' },
    { cle: 'missions', libelle: 'Missions', href: '#', icone: 'target' },
    { cle: 'finances', libelle: 'Finances', href: '#', icone: 'wallet' },
    { cle: 'soins', libelle: 'Soins', href: '#', icone: 'stethoscope' },
    { cle: 'pilotage', libelle: 'Pilotage', href: '#', icone: 'gauge' },
  ],
  jeton: 'jeton',
  messages: [],
  actifsClient: { css: [], js: [] },
};
