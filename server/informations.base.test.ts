import { afterAll, describe, expect, test } from 'vitest';
import { configuration } from '#db/connexion.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from './application.tsx';
import { ecouter } from './direct.ts';
import { servicesEssai } from './essais.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct = ecouter(configuration(base.adresse, 'maillage_app'));
const app = creerApplication(services, direct);

afterAll(async () => {
  await direct.fermer();
  await fermer();
});

describe('les pages ouvertes à tous', () => {
  test.each([
    ['/aide', 'Aide'],
    ['/accessibilite', 'Accessibilité'],
    ['/a-propos', 'À propos'],
    ['/galerie', 'Galerie'],
    ['/galerie/web/boutons', 'Boutons'],
    ['/galerie/web/boutons/variantes', 'Boutons'],
    ['/galerie/territoire/composer/vide', 'Composer'],
  ])('%s', async (adresse, titre) => {
    const reponse = await app.request(adresse);
    expect(reponse.status).toBe(200);
    expect(/<title>([^<]*)/.exec(await reponse.text())?.[1]).toContain(titre);
  });

  test('un état qui n’existe pas mène à la galerie', async () => {
    const reponse = await app.request('/galerie/web/boutons/inconnu');
    expect(reponse.status).toBe(404);
    expect(await reponse.text()).toContain('href="/galerie"');
  });
});
