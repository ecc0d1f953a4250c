import { type GenreDepot, GesteParcours, type Institution, type StatutParcours } from './model-parcours.ts';

type Sorties = Partial<Record<GesteParcours, StatutParcours>>;

/** The journey of a CPTS as one table: pages, rights, clocks, documentation and tests read it. */
export const transitions: Record<StatutParcours, Sorties> = {
  contact: { tenir_rencontre: 'lettre_en_redaction' },
  lettre_en_redaction: { deposer_lettre: 'lettre_deposee' },
  lettre_deposee: { valider_lettre: 'lettre_validee', demander_reprise: 'lettre_a_reprendre' },
  lettre_a_reprendre: { deposer_lettre: 'lettre_deposee' },
  lettre_validee: { commencer_projet: 'projet_en_redaction' },
  projet_en_redaction: { deposer_projet: 'projet_depose' },
  projet_depose: { valider_projet: 'projet_valide', laisser_valider: 'projet_repute_valide', opposer: 'projet_oppose', demander_des_pieces: 'projet_en_redaction', deposer_projet: 'projet_depose' },
  projet_valide: { ouvrir_negociation: 'negociation_aci' },
  projet_repute_valide: { ouvrir_negociation: 'negociation_aci', constater_opposition: 'projet_oppose' },
  projet_oppose: { reprendre_projet: 'projet_en_redaction' },
  negociation_aci: { signer_contrat: 'aci_signe' },
  aci_signe: { lancer_missions: 'missions_en_demarrage', resilier: 'resiliation' },
  missions_en_demarrage: { atteindre_regime_courant: 'regime_courant', ouvrir_dialogue: 'dialogue_annuel', resilier: 'resiliation' },
  regime_courant: { ouvrir_dialogue: 'dialogue_annuel', preparer_renouvellement: 'renouvellement_5_ans', resilier: 'resiliation' },
  dialogue_annuel: { clore_dialogue: 'regime_courant', resilier: 'resiliation' },
  renouvellement_5_ans: { signer_renouvellement: 'regime_courant', resilier: 'resiliation' },
  resiliation: {},
};

export const gestesPossibles = (statut: StatutParcours): readonly GesteParcours[] => GesteParcours.options.filter((g) => transitions[statut][g] !== undefined);

export type CleSource = 'ministere_2022' | 'csp_l1434_12' | 'crpa_l114_5' | 'aci' | 'avenant_2' | 'paps' | 'usage';

/** Whose act each step is, on what text it rests, and what must come with it. */
type DefinitionPas = { readonly par: readonly Institution[]; readonly source: CleSource; readonly depot?: GenreDepot; readonly motif?: true; readonly commentaire?: true };

const TROIS: readonly Institution[] = ['cpts', 'ars', 'assurance_maladie'];

export const PAS: Readonly<Record<GesteParcours, DefinitionPas>> = {
  tenir_rencontre: { par: TROIS, source: 'ministere_2022' },
  deposer_lettre: { par: ['cpts'], source: 'ministere_2022', depot: 'lettre_intention' },
  valider_lettre: { par: ['ars'], source: 'ministere_2022' },
  demander_reprise: { par: ['ars'], source: 'ministere_2022', commentaire: true },
  commencer_projet: { par: ['cpts'], source: 'ministere_2022' },
  deposer_projet: { par: ['cpts'], source: 'csp_l1434_12', depot: 'projet_sante' },
  valider_projet: { par: ['ars'], source: 'csp_l1434_12' },
  laisser_valider: { par: ['maillage'], source: 'csp_l1434_12' },
  opposer: { par: ['ars'], source: 'csp_l1434_12', motif: true, commentaire: true },
  constater_opposition: { par: ['ars'], source: 'csp_l1434_12', motif: true, commentaire: true },
  demander_des_pieces: { par: ['ars'], source: 'crpa_l114_5', commentaire: true },
  reprendre_projet: { par: ['cpts'], source: 'csp_l1434_12' },
  ouvrir_negociation: { par: TROIS, source: 'aci' },
  signer_contrat: { par: TROIS, source: 'aci' },
  lancer_missions: { par: ['cpts'], source: 'aci' },
  atteindre_regime_courant: { par: TROIS, source: 'paps' },
  ouvrir_dialogue: { par: TROIS, source: 'aci' },
  clore_dialogue: { par: TROIS, source: 'aci' },
  preparer_renouvellement: { par: TROIS, source: 'usage' },
  signer_renouvellement: { par: TROIS, source: 'usage' },
  resilier: { par: TROIS, source: 'aci', commentaire: true },
};
