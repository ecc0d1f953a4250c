import { config, start } from '@hotwired/turbo';
import { installerBattement } from './battement.ts';
import { installerBrouillons } from './brouillons.ts';
import { installerCombobox } from './combobox.ts';
import { installerConnexion } from './connexion.ts';
import { installerDirect } from './direct.ts';
import { installerGestes } from './gestes.ts';
import { installerIlots } from './ilots.ts';
import { installerPalette } from './palette.ts';

/** Our own bar is a rule on html[aria-busy] (composants.css). */
const JAMAIS_MS = 2 ** 31 - 1;
config.drive.progressBarDelay = JAMAIS_MS;
/** A button that goes out while its form is sent would drop the focus: a keyboard and a screen reader would lose their place in the page. */
config.forms.submitter = 'aria-disabled';

installerIlots();
installerDirect();
installerConnexion();
installerBrouillons();
installerBattement();
installerGestes();
installerPalette();
installerCombobox();
start();
