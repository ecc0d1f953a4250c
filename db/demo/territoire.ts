import type { Paquet } from '#modules/territoire/model.ts';
import { composerTerritoire } from '#modules/territoire/use-cases/composer-territoire.ts';
import type { Contexte } from '#server/contexte.ts';

/** Three invented CPTS on real communes, one per size from 3 to 1: whole EPCI by SIREN, the seat by INSEE code. */
export const TERRITOIRES_DEMO = [
  { slug: 'trois-rivieres', nom: 'CPTS des Trois Rivières (démo)', groupements: ['200043172'], siege: '19031' },
  { slug: 'val-des-moulins', nom: 'CPTS du Val des Moulins (démo)', groupements: ['200040244'], siege: '79049' },
  { slug: 'haut-plateau', nom: 'CPTS du Haut Plateau (démo)', groupements: ['200067882', '200067890'], siege: '58062' },
] as const;

export type TerritoireDemo = (typeof TERRITOIRES_DEMO)[number];

export const communesDemo = (paquet: Paquet, t: TerritoireDemo): readonly string[] => t.groupements.flatMap((siren) => paquet.groupement(siren)?.membres ?? []);

/** Saves the perimeter of a demo CPTS. `ctx` acts inside it, as somebody who may compose. */
export async function demoTerritoire(ctx: Contexte, paquet: Paquet, t: TerritoireDemo): Promise<void> {
  const issue = await composerTerritoire(ctx, paquet, { codes: communesDemo(paquet, t), siege: t.siege, version: 0 });
  if (!issue.ok) throw new Error(`Territoire de démonstration refusé : ${issue.refus.code}`);
}
