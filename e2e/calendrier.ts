import { serve } from '@hono/node-server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Kysely } from 'kysely';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';
import { type Adresse, configuration, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { lancerServeur } from '#db/embarque.ts';
import type { Schema } from '#db/schema.ts';
import { creerApplication } from '#server/application.tsx';
import { lireConfiguration } from '#server/configuration.ts';
import { assurerBase, preparerSchema, unPortLibre } from '#server/demarrage.ts';
import { ecouter } from '#server/direct.ts';
import { cookieDe, SECRET, servicesEssai } from '#server/essais.ts';
import type { Services } from '#server/services.ts';
import { lireActifs } from '#server/statique.ts';

/** The whole application behind a true address, whose days the test turns: nothing in the product knows of it, it only asks its services for the instant. */
export type SiteDuJour = {
  readonly url: string;
  readonly services: Services;
  readonly base: Kysely<Schema>;
  readonly mettreAu: (instant: string) => void;
  readonly uneCpts: (nom: string) => Promise<{ readonly id: CptsId; readonly slug: string }>;
  /** Signs this page in as a person with this role. */
  readonly entrer: (page: Page, cpts: { readonly id: CptsId }, role: Role, nom: string) => Promise<Page>;
  readonly arreter: () => Promise<void>;
};

export async function ouvrirSiteDuJour(depart: string): Promise<SiteDuJour> {
  let horloge = new Date(depart);
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-jours-'));
  const serveur = lancerServeur({ dossier, reglages: ['fsync=off', 'synchronous_commit=off'] });
  await assurerBase(serveur, 'jours');
  const adresse: Adresse = { hote: serveur.hote, port: serveur.port, base: 'jours' };
  await preparerSchema(adresse);
  const port = await unPortLibre('127.0.0.1');
  const config = lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', PORT: String(port) });
  const { services, fermer } = servicesEssai(adresse, { maintenant: () => horloge, config, actifs: lireActifs() });
  const direct = ecouter(configuration(adresse, 'maillage_app'));
  const http = serve({ fetch: creerApplication(services, direct).fetch, port, hostname: '127.0.0.1' });
  await new Promise<void>((pret) => http.once('listening', pret));
  const proprietaire = ouvrirPool(adresse, undefined, 2);
  const base = ouvrirDb(proprietaire);
  let combien = 0;
  let gens = 0;

  const entrer: SiteDuJour['entrer'] = async (page, cpts, role, nom) => {
    const { id } = await base.insertInto('personnes').values({ nom, courriel: `${role}-${(gens += 1)}@exemple.invalid`, courriel_verifie: true }).returning('id').executeTakeFirstOrThrow();
    await base.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: id, role, depuis: '2020-01-01', jusque: null }).execute();
    // The session outlives the days that the test turns.
    const [cookie = '', valeur = ''] = (await cookieDe(base, id satisfies PersonneId)).Cookie.split(/=(.*)/s);
    await base.updateTable('sessions').set({ expire_le: new Date('2100-01-01') }).where('personne_id', '=', id).execute();
    await page.context().addCookies([{ name: cookie, value: valeur, url: config.url }]);
    return page;
  };

  return {
    url: config.url,
    services,
    base,
    mettreAu: (instant) => void (horloge = new Date(instant)),
    uneCpts: (nom) => base.insertInto('cpts').values({ slug: `essai-${port}-${(combien += 1)}`, nom }).returning(['id', 'slug']).executeTakeFirstOrThrow(),
    entrer,
    arreter: async () => {
      await new Promise<void>((fini) => {
        http.close(() => fini());
        if ('closeAllConnections' in http) http.closeAllConnections();
      });
      await direct.fermer();
      await Promise.all([fermer(), proprietaire.end()]);
      serveur.arreter();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}
