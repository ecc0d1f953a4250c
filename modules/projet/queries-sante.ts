import { constatsDuDiagnostic, syntheseDuDiagnostic } from '#modules/diagnostic/queries.ts';
import { libelleNature } from '#modules/diagnostic/labels.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import type { Contexte } from '#server/contexte.ts';
import { CleChapitreSante, type FaitsSante, type Plume, type ProjetSante } from './moteur/chapitres.ts';
import type { Version } from './model.ts';
import { projetVierge } from './moteur/sante.ts';
import { faitsDeLaLettre } from './queries.ts';
import { charger, plumesTenues, versions } from './repository.ts';

const GENRE = 'projet_sante';

/** What is known of the CPTS, for its health project: the territory, the diagnosis in short, the findings and scenarios kept. */
export async function faitsDuProjet(ctx: Contexte, paquet: Paquet, ici: { readonly nom: string; readonly demo: boolean }): Promise<FaitsSante> {
  const { territoire } = await faitsDeLaLettre(ctx, paquet, ici);
  const synthese = await syntheseDuDiagnostic(ctx, paquet);
  const constats = synthese?.constats ?? (await constatsDuDiagnostic(ctx));
  return {
    nom: ici.nom,
    demo: ici.demo,
    ...(territoire && { territoire }),
    ...(synthese && { phrase: synthese.phrase }),
    chapitres: (synthese?.chapitres ?? []).map((c) => ({ titre: c.titre, phrase: c.phrase, source: c.provenances[0] ? phraseProvenance(c.provenances[0]) : '' })),
    constats: constats.map((c) => ({ texte: c.texte, nature: libelleNature[c.nature] })),
    scenarios: (synthese?.scenarios ?? []).map((s) => s.nom),
  };
}

/** The project as saved, or as it would write itself today. */
export async function lireProjet(ctx: Contexte, faits: FaitsSante): Promise<ProjetSante> {
  const vierge = projetVierge(faits);
  const garde = await charger(ctx, GENRE);
  if (!garde) return vierge;
  return { commence: true, chapitres: vierge.chapitres.map((v) => ({ ...v, ...garde.sections.find((s) => s.cle === v.cle), cle: v.cle })) };
}

export const versionsDuChapitre = (ctx: Contexte, cle: CleChapitreSante): Promise<readonly Version[]> => versions(ctx, { genre: GENRE, cle, limite: 30 });

/** Who writes which chapter at this moment. */
export const plumes = async (ctx: Contexte): Promise<readonly Plume[]> =>
  (await plumesTenues(ctx, GENRE)).flatMap((p) => {
    const cle = CleChapitreSante.safeParse(p.cle).data;
    return cle ? [{ cle, personneId: p.personne_id, nom: p.nom, depuis: p.depuis }] : [];
  });
