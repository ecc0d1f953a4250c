import { ok, refuser } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import { avecLignesReprises } from '../rules.ts';
import { changer, type Issue } from './tenir-contrat.ts';

/** Lines of a year written again in the next one, at one stroke: what the dialogue agreed becomes the contract. */
export const reprendreLignes = (ctx: Contexte, s: { readonly annee: number; readonly lignes: readonly string[]; readonly version: number }): Promise<Issue> =>
  changer(ctx, {
    evenement: 'contrat_lignes_reprises', motif: `Lignes de l’année ${s.annee + 1}`, version: s.version, details: { annee: s.annee + 1, nombre: s.lignes.length },
    changer: (contenu, dossier) => {
      const repris = avecLignesReprises(contenu, dossier.releves, s);
      return repris ? ok(repris) : refuser({ code: 'ligne_inconnue' });
    },
  });
