import { describe, expect, test } from 'vitest';
import { desStatuts, uneInstance } from '../builders.ts';
import type { Instance, Statuts } from '../model.ts';
import { verifierStatuts } from './fautes.ts';

type Regles = Instance['regles'];
/** Statutes whose ordinary assembly has these rules of vote. */
const avecRegles = (regles: Partial<Regles>, instance: Partial<Instance> = {}, statuts: Partial<Statuts> = {}): Statuts =>
  desStatuts({ instances: [uneInstance(instance, regles), ...desStatuts().instances.slice(1)], ...statuts });
const election = (e: NonNullable<Regles['election']>): Partial<Regles> => ({ election: e });
const [presidence, tresorerie] = desStatuts().fonctions;
if (!presidence || !tresorerie) throw new Error('builders without functions');

/** Each line: the fault, and the statutes that hold but for it. */
const CATALOGUE: readonly (readonly [string, Statuts])[] = [
  ['benefices_partages', desStatuts({ excedents: 'partages' })],
  ['devolution_aux_membres', desStatuts({ devolution: 'membres' })],
  ['retrait_interdit', desStatuts({ retrait: 'interdit' })],
  ['retrait_sous_condition', desStatuts({ retrait: 'avec_accord' })],
  ['adhesion_forcee', desStatuts({ adhesion: 'obligatoire' })],
  ['exclusion_sans_audition', desStatuts({ exclusion: { organe: 'conseil', apresAudition: false } })],
  ['declaration_tardive', desStatuts({ declarationJours: 93 })],
  ['college_en_double', desStatuts({ colleges: [...desStatuts().colleges, { code: 'liberaux', nom: 'Libéraux' }] })],
  ['fonction_en_double', desStatuts({ fonctions: [...desStatuts().fonctions, tresorerie] })],
  ['organe_inconnu', desStatuts({ instances: desStatuts().instances.filter((i) => i.code !== 'conseil') })],
  ['fonction_sans_instance', desStatuts({ admission: 'conseil', instances: desStatuts().instances.filter((i) => i.code !== 'bureau') })],
  ['signataire_inconnu', desStatuts({ signataires: ['direction'] })],
  ['convocation_par_inconnu', avecRegles({}, { convocation: { par: ['doyen'] } })],
  ['mandat_sans_duree', desStatuts({ fonctions: [{ ...presidence, ans: 0 }, ...desStatuts().fonctions.slice(1)] })],
  ['tiers_et_duree', desStatuts({ fonctions: [{ ...presidence, ans: 4, parTiers: true }, ...desStatuts().fonctions.slice(1)] })],
  ['tiers_sans_renouvellement', desStatuts({ fonctions: [{ ...presidence, parTiers: true, renouvellements: 0 }, ...desStatuts().fonctions.slice(1)] })],
  ['consultatif_avec_poids', desStatuts({ colleges: [...desStatuts().colleges, { code: 'invites', nom: 'Invités', poids: '1', consultatif: true }] })],
  ['cotisation_nulle_exigee', desStatuts({ cotisation: { euros: 0, exigee: true } })],
  ['modification_sans_majorite', desStatuts({ modification: 'conseil', instances: desStatuts().instances.map((i) => (i.code === 'conseil' ? uneInstance({ code: 'conseil', sieges: 9 }, { majorites: { ordinaire: { type: 'simple' } } }) : i)) })],
  ['dissolution_sans_majorite', desStatuts({ instances: desStatuts().instances.map((i) => (i.code === 'ag_extraordinaire' ? uneInstance({ code: 'ag_extraordinaire' }, { majorites: { modification_statuts: { type: 'simple' } } }) : i)) })],
  ['dissolution_plus_facile', desStatuts({ dissolution: 'conseil' })],
  ['exclusion_par_moins_que_l_admission', desStatuts({ admission: 'ag_ordinaire', exclusion: { organe: 'bureau', apresAudition: true } })],
  ['sieges_qui_ne_tombent_pas_juste', avecRegles({}, { sieges: 9, siegesParCollege: [{ college: 'liberaux', sieges: 6 }, { college: 'partenaires', sieges: 2 }] })],
  ['siege_de_college_inconnu', avecRegles({}, { sieges: 4, siegesParCollege: [{ college: 'elus', sieges: 4 }] })],
  ['siege_consultatif', avecRegles({}, { sieges: 4, siegesParCollege: [{ college: 'invites', sieges: 4 }] }, { colleges: [...desStatuts().colleges, { code: 'invites', nom: 'Invités', consultatif: true }] })],
  ['fonctions_au_dela_des_sieges', desStatuts({ instances: desStatuts().instances.map((i) => (i.code === 'bureau' ? uneInstance({ code: 'bureau', sieges: 2 }, { procurations: 'interdites', quorum: 'aucun' }) : i)) })],
  ['quorum_hors_d_atteinte', avecRegles({ quorum: { part: 1, sens: 'plus_de' } })],
  ['quorum_au_dela_des_sieges', avecRegles({ quorum: { nombre: 10, sens: 'au_moins' } }, { sieges: 9 })],
  ['seconde_plus_exigeante', avecRegles({ secondeConvocation: { quorum: { part: '1/2', sens: 'au_moins' } } })],
  ['seconde_plus_exigeante', avecRegles({ quorum: { nombre: 5, sens: 'au_moins' }, secondeConvocation: { quorum: { nombre: 6, sens: 'au_moins' } } })],
  ['seconde_plus_exigeante', avecRegles({ quorum: 'aucun', secondeConvocation: { quorum: { part: '1/4', sens: 'au_moins' } } })],
  ['quorum_hors_d_atteinte', avecRegles({ quorum: { part: 1, sens: 'au_moins' }, secondeConvocation: { quorum: { part: 1, sens: 'plus_de' } } })],
  ['college_inconnu_au_quorum', avecRegles({ secondeConvocation: { quorum: { colleges: [{ college: 'elus', part: '1/9', sens: 'au_moins' }] } } })],
  ['representes_sans_procuration', avecRegles({ quorum: { part: '1/2', sens: 'au_moins' }, procurations: 'interdites', secondeConvocation: { quorum: { part: '1/4', sens: 'au_moins', representes: true } } })],
  ['quorum_nul', avecRegles({ quorum: { part: '0 %', sens: 'au_moins' } })],
  ['quorum_nul', avecRegles({ quorum: { nombre: 0, sens: 'au_moins' } })],
  ['quorum_de_college_au_dela_des_sieges', avecRegles({ quorum: { colleges: [{ college: 'liberaux', nombre: 7, sens: 'au_moins' }] } }, { sieges: 9, siegesParCollege: [{ college: 'liberaux', sieges: 6 }, { college: 'partenaires', sieges: 3 }] })],
  ['regle_de_college_sans_college', desStatuts({ colleges: [], instances: [uneInstance({}, { procurations: { maximum: 1, memeCollege: true } }), ...desStatuts().instances.slice(1)] })],
  ['regle_de_college_sans_college', desStatuts({ colleges: [], instances: [uneInstance({}, { majorites: { ordinaire: { type: 'simple', dansChaqueCollege: true } } }), ...desStatuts().instances.slice(1)] })],
  ['poids_qui_ne_font_pas_cent', desStatuts({ colleges: [{ code: 'a', nom: 'A', poids: '60 %' }, { code: 'b', nom: 'B', poids: '50 %' }] })],
  ['tous_consultatifs', desStatuts({ colleges: [{ code: 'a', nom: 'A', consultatif: true }, { code: 'b', nom: 'B', consultatif: true }] })],
  ['voix_nulles', avecRegles({ voix: { mode: 'du_membre' } }, { voixDesMembres: [{ nom: 'Anselme Exemple', voix: '0' }, { nom: 'autres', voix: '0' }] })],
  ['procurations_de_tous', avecRegles({ procurations: { maximum: 4 } }, { sieges: 5 })],
  ['parite_sans_effet', avecRegles(election({ parite: { ecart: 6 } }), { sieges: 6 })],
  ['representes_sans_procuration', avecRegles({ procurations: 'interdites' })],
  ['college_inconnu_au_quorum', avecRegles({ quorum: { colleges: [{ college: 'elus', part: '1/2', sens: 'au_moins' }] } })],
  ['consultatif_au_quorum', avecRegles({ quorum: { colleges: [{ college: 'invites', part: '1/2', sens: 'au_moins' }] } }, {}, { colleges: [...desStatuts().colleges, { code: 'invites', nom: 'Invités', consultatif: true }] })],
  ['quorum_de_college_hors_d_atteinte', avecRegles({ quorum: { colleges: [{ college: 'liberaux', part: '100 %', sens: 'plus_de' }] } })],
  ['poids_sans_college', avecRegles({ voix: { mode: 'du_college' } }, {}, { colleges: [] })],
  ['poids_incomplets', avecRegles({ voix: { mode: 'du_college' } }, {}, { colleges: [{ code: 'a', nom: 'A', poids: '1' }, { code: 'b', nom: 'B' }] })],
  ['poids_nuls', avecRegles({ voix: { mode: 'du_college' } }, {}, { colleges: [{ code: 'a', nom: 'A', poids: '0' }] })],
  ['bloc_et_election', avecRegles({ voix: { mode: 'college_bloc' } })],
  ['part_sans_majorite_qualifiee', avecRegles({ majorites: { ordinaire: { type: 'absolue', part: '2/3' } } })],
  ['majorite_hors_d_atteinte', avecRegles({ majorites: { ordinaire: { type: 'qualifiee', part: 1, sens: 'plus_de' } } })],
  ['majorite_sous_la_moitie', avecRegles({ majorites: { ordinaire: { type: 'qualifiee', part: '1/3', sens: 'au_moins' } } })],
  ['moitie_et_rejet', avecRegles({ egalite: 'rejet', majorites: { ordinaire: { type: 'qualifiee', part: '1/2', sens: 'au_moins' } } })],
  ['preponderante_sans_presidence', desStatuts({ fonctions: desStatuts().fonctions.slice(1), signataires: ['secretariat'], instances: [uneInstance({ convocation: {} }), ...['ag_extraordinaire' as const, 'conseil' as const, 'bureau' as const].map((code) => uneInstance({ code, convocation: {} }, { egalite: 'rejet' }))] })],
  ['preponderante_au_secret', avecRegles({ secret: { resolutions: 'toujours', elections: 'toujours' } })],
  ['procurations_a_zero', avecRegles({ procurations: { maximum: 0 } })],
  ['procurations_de_tous', avecRegles({ procurations: { maximum: 5 } }, { sieges: 5 })],
  ['second_tour_sans_tour', avecRegles(election({ tours: 1, secondTour: { majorite: 'relative' } }))],
  ['second_tour_sans_objet', avecRegles(election({ tours: 2, premierTour: { majorite: 'relative' } }))],
  ['second_tour_sans_choix', avecRegles(election({ tours: 2, secondTour: { candidats: 'en_tete', parSiege: 1 } }))],
  ['noms_au_dela_des_sieges', avecRegles(election({ nomsParBulletin: 5 }), { sieges: 4 })],
  ['departage_contradictoire', avecRegles(election({ egalite: ['doyen', 'benjamin'] }))],
  ['departage_inatteignable', avecRegles(election({ egalite: ['sort', 'doyen'] }))],
  ['parite_impossible', avecRegles(election({ parite: { ecart: 0 } }), { sieges: 5 })],
  ['electeurs_sans_sieges', avecRegles(election({ electeurs: 'college' }))],
];

describe('vérifier des statuts', () => {
  test('des statuts qui se tiennent n’ont aucune faute', () => expect(verifierStatuts(desStatuts())).toEqual([]));
  test.each(CATALOGUE)('%s est refusé, et lui seul', (code, statuts) => {
    const fautes = verifierStatuts(statuts);
    expect([...new Set(fautes.map((f) => f.code))]).toEqual([code]);
    expect(fautes[0]?.raison).toMatch(/^.{20,}[.]$/s);
  });
  // Of five seats, three proxies leave one other person in the room; weights that are not percentages need not make a hundred.
  test.each<[string, Statuts]>([
    ['trois procurations pour cinq sièges', avecRegles({ procurations: { maximum: 3 } }, { sieges: 5 })],
    ['des poids de 2 et 1', desStatuts({ colleges: [{ code: 'a', nom: 'A', poids: '2' }, { code: 'b', nom: 'B', poids: '1' }] })],
    ['un tiers écrit 33,4 %, 33,3 %, 33,3 %', desStatuts({ colleges: [{ code: 'a', nom: 'A', poids: '33,4 %' }, { code: 'b', nom: 'B', poids: '33,3 %' }, { code: 'c', nom: 'C', poids: '33,3 %' }] })],
    ['la même seconde convocation', avecRegles({ quorum: { part: '1/2', sens: 'au_moins', representes: true }, secondeConvocation: { quorum: { part: '1/2', sens: 'au_moins', representes: true } } })],
    ['un collège consultatif parmi d’autres', desStatuts({ colleges: [...desStatuts().colleges, { code: 'invites', nom: 'Invités', consultatif: true }] })],
    ['une voix pour les uns, zéro pour d’autres', avecRegles({ voix: { mode: 'du_membre' } }, { voixDesMembres: [{ nom: 'Anselme Exemple', voix: '0' }, { nom: 'autres', voix: '1' }] })],
    ['un écart de cinq pour six sièges', avecRegles(election({ parite: { ecart: 5 } }), { sieges: 6 })],
  ])('%s : rien à redire', (_, statuts) => expect(verifierStatuts(statuts)).toEqual([]));
  test('trois mois : 92 jours au plus', () => expect(verifierStatuts(desStatuts({ declarationJours: 92 }))).toEqual([]));
  test('le catalogue a au moins vingt-cinq fautes distinctes', () => expect(new Set(CATALOGUE.map(([c]) => c)).size).toBeGreaterThanOrEqual(25));
});
