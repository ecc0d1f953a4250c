import type { JSX } from 'preact';
import { desStatuts } from '../builders.ts';
import { verifierStatuts } from '../moteur/fautes.ts';
import { CLAUSES } from '../moteur/questions.ts';
import { manquesDesStatuts, questionsPosees } from '../moteur/statuts.ts';
import { redigerStatuts } from '../moteur/statuts-document.ts';
import { PageStatuts, type VueStatuts } from './statuts.tsx';

const vue = (reponses: Readonly<Record<string, string>>, avec: Partial<VueStatuts> = {}): VueStatuts => {
  const manques = manquesDesStatuts(reponses);
  return { base: '/cpts/essai', ecrit: true, numero: 3, statut: 'brouillon', fautes: [], versions: [], erreurs: {}, valeurs: { adoptee: '2026-11-23' }, clauses: CLAUSES.map((c) => { const posees = questionsPosees(c, reponses); return { cle: c.cle, titre: c.titre, posees: posees.length, manques: manques.filter((m) => posees.some((q) => q.cle === m.cle)) }; }), blocs: redigerStatuts(reponses, { cpts: 'CPTS d’essai', date: '', etat: '' }).blocs, ...avec };
};
const versions = Array.from({ length: 60 }, (_, i) => ({ numero: 60 - i, statut: i === 0 ? ('brouillon' as const) : i === 1 ? ('en_vigueur' as const) : ('remplacee' as const), quand: '12 mars 2026 à 10 h 00', par: 'Camille Exemple' }));

export const vide = (): JSX.Element => <PageStatuts vue={vue({}, { numero: 0 })} />;
export const pleine = (): JSX.Element => <PageStatuts vue={vue({ nom: 'CPTS d’essai', objet: 'Soigner ensemble.', siege: 'Mairie', duree: 'illimitée', excedents: 'conserves', 'ag_ordinaire.quorum.exige': 'oui', 'ag_ordinaire.quorum.part': '1/4' }, { versions: versions.slice(0, 3) })} />;
export const longue = (): JSX.Element => <PageStatuts vue={vue({ objet: `${'Un objet très long. '.repeat(60)}${'anticonstitutionnellement'.repeat(5)}` }, { versions, numero: 60, comparaison: { avec: 59, avant: 'Un texte.', apres: 'Un autre texte.' } })} />;
export const refusee = (): JSX.Element => <PageStatuts vue={vue({}, { fautes: verifierStatuts(desStatuts({ retrait: 'interdit', excedents: 'partages' })), refus: 'Ces statuts ne peuvent pas entrer en vigueur.' })} />;
export const interdite = (): JSX.Element => <PageStatuts vue={vue({}, { interdit: true })} />;
