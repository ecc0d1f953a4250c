import type { Contexte } from '../contexte.ts';
import type { Services } from '../services.ts';

/** The CPTS as its letters and links name it, where nobody's page does (a job): name, address, public URL, and the secret that seals both. */
export async function depuisDe({ tx, cpts }: Pick<Contexte, 'tx' | 'cpts'>, { config }: Pick<Services, 'config'>): Promise<{ nom: string; slug: string; url: string; secret: string }> {
  const { nom, slug } = await tx.selectFrom('cpts').select(['nom', 'slug']).where('id', '=', cpts).executeTakeFirstOrThrow();
  return { nom, slug, url: config.url, secret: config.secret };
}
