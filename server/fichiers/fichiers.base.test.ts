import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import type { C } from '../vue-page.ts';
import { decrireFichiers, deposerFichier, lireFichier, reponseFichier } from './fichiers.ts';

const essai = essaiAvecBase();
const contenu = Buffer.from('%PDF-1.7 un document');
const pdf = (): File => new File([contenu], 'Feuille d’émargement.pdf', { type: 'text/html' });

async function ici() {
  const cpts = await essai.uneCpts();
  const p = await essai.unePersonne(cpts.id);
  return { cpts, p, dans: <T>(faire: Parameters<typeof essai.dans<T>>[3]) => essai.dans(cpts.id, p.id, ['coordination'], faire) };
}

test('un fichier déposé se relit octet pour octet, avec son empreinte et son auteur', async () => {
  const { p, dans } = await ici();
  const depose = await dans((ctx) => deposerFichier(ctx, pdf()));
  if (!depose.ok) throw new Error(depose.refus.code);
  expect(depose.valeur).toMatchObject({ nom: 'Feuille d’émargement.pdf', type: 'application/pdf', octets: contenu.length, empreinte: createHash('sha256').update(contenu).digest('hex'), deposePar: p.id });
  const lu = await dans((ctx) => lireFichier(ctx, depose.valeur.id));
  expect(lu?.contenu.equals(contenu)).toBe(true);
  expect(await dans(async (ctx) => [...(await decrireFichiers(ctx, [depose.valeur.id])).values()])).toEqual([depose.valeur]);
});

test('une autre CPTS ne le voit pas, personne ne le change ni ne l’efface', async () => {
  const [un, autre] = [await ici(), await ici()];
  const depose = await un.dans((ctx) => deposerFichier(ctx, pdf()));
  if (!depose.ok) throw new Error(depose.refus.code);
  const { id } = depose.valeur;
  expect(await autre.dans((ctx) => lireFichier(ctx, id))).toBeUndefined();
  await expect(un.dans((ctx) => sql`update fichiers set nom = 'autre' where id = ${id}`.execute(ctx.tx))).rejects.toThrow(/permission denied/);
  await expect(un.dans((ctx) => sql`delete from fichiers where id = ${id}`.execute(ctx.tx))).rejects.toThrow(/permission denied/);
});

test('la réponse s’emporte, ne s’exécute pas, et n’est pas renvoyée à qui l’a déjà', () => {
  const requete = (entete?: string) => ({ req: { header: () => entete } }) as unknown as C;
  const fichier = { nom: 'Été (1).pdf', type: 'application/pdf', empreinte: 'a'.repeat(64), contenu };
  const r = reponseFichier(requete(), fichier);
  expect(r.headers.get('Content-Disposition')).toBe("attachment; filename*=UTF-8''%C3%89t%C3%A9%20%281%29.pdf");
  expect(r.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect(reponseFichier(requete(`"${'a'.repeat(32)}"`), fichier).status).toBe(304);
  expect(reponseFichier(requete(), { ...fichier, type: 'text/html' }, true).headers.get('Content-Disposition')).toMatch(/^attachment/);
});
