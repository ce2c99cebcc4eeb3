<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
 <context>
  <name>AtlasPcaet</name>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Exposure to air pollution</source>
   <translation>Exposition à la pollution de l’air</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Counts the people above the annual limits: directive 2008/50, directive 2024/2881 (2030) and the WHO guidelines of 2021, by PPA zone, by commune or EPCI, and by both together. Also the mean weighted by people and the IPP, sum of people times concentration.

Each count has bounds: how many if every concentration were 30 % lower, or higher. People whose concentration is not known are told apart, never counted as safe.

A PPA that covers a whole region says nothing alone: give a division too. Sensitive places take the concentration of their nearest receptor, and are ranked.</source>
   <translation>Compte les habitants au-dessus des limites annuelles : directive 2008/50, directive 2024/2881 (2030) et lignes directrices OMS de 2021, par zone PPA, par commune ou EPCI, et par les deux ensemble. Donne aussi la moyenne pondérée par les habitants et l’IPP, somme des habitants × concentration.

Chaque nombre a des bornes : combien si toutes les concentrations étaient plus basses de 30 %, ou plus hautes. Les habitants dont la concentration n’est pas connue sont à part, jamais comptés comme à l’abri.

Un PPA qui couvre toute une région ne dit rien seul : donnez aussi un découpage. Les lieux sensibles prennent la concentration du récepteur le plus proche, et sont classés.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Annual limits of the table; bounds if every concentration were 30 % lower or higher.</source>
   <translation>Limites annuelles de la table ; bornes si toutes les concentrations étaient plus basses ou plus hautes de 30 %.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/buildfleet.py" />
   <location filename="../processing/air/calibrateair.py" />
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/air/windkernel.py" />
   <source>air</source>
   <translation>air</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/corridorbands.py" />
   <source>exposure</source>
   <translation>exposition</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Persons per dwelling</source>
   <translation>Personnes par logement</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Only with a dwellings field; results are then marked “défaut”.</source>
   <translation>Seulement avec un champ de logements ; les résultats sont alors marqués « défaut ».</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Table of limits</source>
   <translation>Table des limites</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>CSV with pollutant, regime, limit_ug_m3, source. Default: the plugin's table.</source>
   <translation>CSV avec pollutant, regime, limit_ug_m3, source. Par défaut : la table de l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Exposure</source>
   <translation>Exposition</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>One row for each zone, pollutant and limit; “ensemble” is the whole.</source>
   <translation>Une ligne par zone, polluant et limite ; « ensemble » est le tout.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Sensitive places, ranked</source>
   <translation>Lieux sensibles, classés</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>The sensitive places with the concentrations of their nearest receptor and their rank.</source>
   <translation>Les lieux sensibles avec les concentrations du récepteur le plus proche et leur rang.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Histogram</source>
   <translation>Histogramme</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/calibrateair.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Pictures (*.png)</source>
   <translation>Images (*.png)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>People by concentration of NO2, beside the limits.</source>
   <translation>Habitants selon la concentration de NO2, avec les limites.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>zone</source>
   <translation>zone</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>division</source>
   <translation>découpage</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Nobody is counted: give a population layer, an inhabitants field, or a dwellings field and a household size.</source>
   <translation>Personne n’est compté : donnez une couche de population, un champ d’habitants, ou un champ de logements et une taille de ménage.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Concentration of the nearest receptor.</source>
   <translation>Concentration du récepteur le plus proche.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <source>NO2 (µg/m³)</source>
   <translation>NO2 (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/cycling/access_inputs.py" />
   <source>inhabitants</source>
   <translation>habitants</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Who breathes how much</source>
   <translation>Qui respire combien</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <source>Uncertainty of about 30 %.</source>
   <translation>Incertitude d’environ 30 %.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Kind of zone</source>
   <translation>Type de zone</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/band_outputs.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Zone</source>
   <translation>Zone</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <source>Pollutant</source>
   <translation>Polluant</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Limit or guideline</source>
   <translation>Limite ou ligne directrice</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Limit (µg/m³)</source>
   <translation>Limite (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/band_outputs.py" />
   <source>Inhabitants (estimate)</source>
   <translation>Habitants (estimation)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants of unknown exposure</source>
   <translation>Habitants d’exposition inconnue</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants above the limit</source>
   <translation>Habitants au-dessus de la limite</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Above the limit, at least</source>
   <translation>Au-dessus de la limite, au moins</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Above the limit, at most</source>
   <translation>Au-dessus de la limite, au plus</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Share above the limit (%)</source>
   <translation>Part au-dessus de la limite (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Mean weighted by people (µg/m³)</source>
   <translation>Moyenne pondérée par les habitants (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>IPP (inhab.µg/m³)</source>
   <translation>IPP (hab.µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/calibrateair.py" />
   <source>Receptors with their concentrations</source>
   <translation>Récepteurs avec leurs concentrations</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>The output of “Concentrations along roads”: fields no2_ug_m3, pm10_ug_m3, pm25_ug_m3.</source>
   <translation>La sortie de « Concentrations le long des routes » : champs no2_ug_m3, pm10_ug_m3, pm25_ug_m3.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/corridorbands.py" />
   <source>Population (cells, IRIS, communes)</source>
   <translation>Population (carreaux, IRIS, communes)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Polygons with inhabitants, shared out over the receptors inside.</source>
   <translation>Polygones avec leurs habitants, répartis entre les récepteurs qui s’y trouvent.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Zones (PPA, ZFE…)</source>
   <translation>Zones (PPA, ZFE…)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Perimeters, which may overlap.</source>
   <translation>Périmètres, qui peuvent se recouvrir.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Division (communes, EPCI)</source>
   <translation>Découpage (communes, EPCI)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Rows by commune or EPCI, and by zone and commune together.</source>
   <translation>Lignes par commune ou EPCI, et par zone et commune ensemble.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/band_outputs.py" />
   <location filename="../processing/air/corridorbands.py" />
   <source>Sensitive places</source>
   <translation>Lieux sensibles</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Schools, nurseries, hospitals…: ranked by the concentration of their nearest receptor.</source>
   <translation>Écoles, crèches, hôpitaux… : classés par la concentration du récepteur le plus proche.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Inhabitants field of the receptors</source>
   <translation>Champ des habitants des récepteurs</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>When receptors carry their inhabitants.</source>
   <translation>Quand les récepteurs portent leurs habitants.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Dwellings field of the receptors</source>
   <translation>Champ des logements des récepteurs</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Used with a household size, when nothing better is known.</source>
   <translation>Pris avec une taille de ménage, faute de mieux.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Weight field of the receptors</source>
   <translation>Champ de pondération des récepteurs</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Shares out the people of a cell: dwellings or floor area. Without it, equal shares.</source>
   <translation>Répartit les habitants d’un carreau : logements ou surface de plancher. Sans lui, parts égales.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants field of the population</source>
   <translation>Champ des habitants de la population</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Number of inhabitants of each polygon.</source>
   <translation>Nombre d’habitants de chaque polygone.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/corridorbands.py" />
   <source>Zone name field</source>
   <translation>Champ du nom de zone</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Without it, all features are one zone.</source>
   <translation>Sans lui, toutes les entités font une zone.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Division name field</source>
   <translation>Champ du nom du découpage</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Name of the commune or EPCI.</source>
   <translation>Nom de la commune ou de l’EPCI.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Sensitive place name field</source>
   <translation>Champ du nom du lieu sensible</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Name of the place.</source>
   <translation>Nom du lieu.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants above the 2030 limit of NO2</source>
   <translation>Habitants au-dessus de la limite 2030 du NO2</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>NO2 weighted by people (µg/m³)</source>
   <translation>NO2 pondéré par les habitants (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants of cells without receptor</source>
   <translation>Habitants de carreaux sans récepteur</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>The layer “{layer}” has none of the fields no2_ug_m3, pm10_ug_m3, pm25_ug_m3. Run “Concentrations along roads” first.</source>
   <translation>La couche « {layer} » n’a aucun des champs no2_ug_m3, pm10_ug_m3, pm25_ug_m3. Lancez d’abord « Concentrations le long des routes ».</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>zone and division</source>
   <translation>zone et découpage</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/project_layers.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Rank</source>
   <translation>Rang</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/calibrateair.py" />
   <source>Distance to the receptor (m)</source>
   <translation>Distance au récepteur (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/corridorbands.py" />
   <source>Choose the field of the population layer that holds the inhabitants.</source>
   <translation>Choisissez le champ de la couche de population qui contient le nombre d’habitants.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>{placed} inhabitants shared out over receptors; {unplaced} live in cells without one and are not counted.</source>
   <translation>{placed} habitants répartis entre les récepteurs ; {unplaced} vivent dans des carreaux qui n’en ont pas et ne sont pas comptés.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <source>Inhabitants by default: {} persons per dwelling.</source>
   <translation>Habitants par défaut : {} personnes par logement.</translation>
  </message>
  <message>
   <location filename="../processing/air/airexposure.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <source>{}, total (µg/m³)</source>
   <translation>{}, total (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Traffic class, TMJA (veh/day)</source>
   <translation>Classe de trafic, TMJA (véh/j)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Half-width from the axis, widest section (m)</source>
   <translation>Demi-largeur depuis l’axe, tronçon le plus large (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Half-width from the axis, narrowest section (m)</source>
   <translation>Demi-largeur depuis l’axe, tronçon le plus étroit (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zones</source>
   <translation>Zones</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Area (ha)</source>
   <translation>Surface (ha)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Inhabitants, at least</source>
   <translation>Habitants, au moins</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Inhabitants, at most</source>
   <translation>Habitants, au plus</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Sections drawn schematically</source>
   <translation>Tronçons au tracé schématique</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Roads with a count (km)</source>
   <translation>Routes comptées (km)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Roads without a count (km)</source>
   <translation>Routes sans comptage (km)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Traffic (veh.km/day)</source>
   <translation>Trafic (véh.km/j)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>Heavy traffic, PL (veh.km/day)</source>
   <translation>Trafic PL (véh.km/j)</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/housing/joindpe.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofflux.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Buildings</source>
   <translation>Bâtiments</translation>
  </message>
  <message>
   <location filename="../processing/air/band_outputs.py" />
   <source>TMJA {} veh/day</source>
   <translation>TMJA {} véh/j</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Build a fleet from Crit'Air stickers</source>
   <translation>Construire un parc à partir des vignettes Crit’Air</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Turns a count of vehicles by category, fuel and Crit'Air sticker into the fleet that “Emissions of roads” takes.

A sticker covers several Euro standards: the table says how they share it, a hypothesis with its source on each line, to be replaced by what you know. Vehicles that the table does not cover are told and left out.

Registered vehicles are not those that drive: recent ones drive more, and through traffic comes from elsewhere.</source>
   <translation>Transforme un nombre de véhicules par catégorie, carburant et vignette Crit’Air en un parc que « Émissions des routes » accepte.

Une vignette couvre plusieurs normes Euro : la table dit comment elles se la partagent, une hypothèse avec sa source à chaque ligne, à remplacer par ce que vous savez. Les véhicules que la table ne couvre pas sont dits et écartés.

Les véhicules immatriculés ne sont pas ceux qui roulent : les récents roulent plus, et le transit vient d’ailleurs.</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <location filename="../processing/air/fleetimpact.py" />
   <source>fleet</source>
   <translation>parc</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>CSV with category (VP, VUL, PL, BUS), fuel (essence, gazole, électrique, GPL, GNV), critair (1 to 5, E, NC) and vehicles.</source>
   <translation>CSV avec category (VP, VUL, PL, BUS), fuel (essence, gazole, électrique, GPL, GNV), critair (1 à 5, E, NC) et vehicles.</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Year of the fleet</source>
   <translation>Année du parc</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>The year of the counts.</source>
   <translation>L’année des nombres.</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Table of stickers</source>
   <translation>Table des vignettes</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>CSV with category, critair, fuel, segment, euro, share, source. Default: the plugin's table, to be confirmed.</source>
   <translation>CSV avec category, critair, fuel, segment, euro, share, source. Par défaut : la table de l’extension, à confirmer.</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <location filename="../processing/air/road_traffic.py" />
   <source>Fleet</source>
   <translation>Parc</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>CSV files (*.csv)</source>
   <translation>Fichiers CSV (*.csv)</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>The fleet, with the source of each line.</source>
   <translation>Le parc, avec la source de chaque ligne.</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Vehicles by sticker</source>
   <translation>Véhicules par vignette</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Vehicles left out</source>
   <translation>Véhicules écartés</translation>
  </message>
  <message>
   <location filename="../processing/air/buildfleet.py" />
   <source>Line {line}: {number} vehicles “{what}” are in no line of the table, left out.</source>
   <translation>Ligne {line} : {number} véhicules « {what} » ne sont dans aucune ligne de la table, écartés.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Compare concentrations with measurements</source>
   <translation>Comparer les concentrations à des mesures</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Pairs each measurement (passive tubes, stations) with the nearest receptor of the model and says what the model misses: bias, share within a factor of two (FAC2), geometric mean, correlation, fitted line.

Nothing is corrected unless an output is asked for: the corrected layer carries the line and its error in its metadata. A line fitted on few points, or outside their range, is not to be trusted. Measure and model must be means of the same period.</source>
   <translation>Apparie chaque mesure (tubes passifs, stations) au récepteur du modèle le plus proche et dit ce que le modèle manque : biais, part à un facteur deux près (FAC2), moyenne géométrique, corrélation, droite ajustée.

Rien n’est corrigé sans qu’une sortie soit demandée : la couche corrigée porte la droite et son erreur dans ses métadonnées. Une droite ajustée sur peu de points, ou hors de leur étendue, n’est pas fiable. Mesure et modèle doivent être des moyennes de la même période.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>measurements</source>
   <translation>mesures</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>tubes</source>
   <translation>tubes</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>calibration</source>
   <translation>calage</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>The output of “Concentrations along roads”.</source>
   <translation>La sortie de « Concentrations le long des routes ».</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Field of the model (µg/m³)</source>
   <translation>Champ du modèle (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>The total, not what roads add.</source>
   <translation>Le total, pas l’apport des routes.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Measurements</source>
   <translation>Mesures</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Points of tubes or stations.</source>
   <translation>Points des tubes ou des stations.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Measured field (µg/m³)</source>
   <translation>Champ mesuré (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Mean of the same period as the model's weather.</source>
   <translation>Moyenne de la même période que la météo du modèle.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Farthest receptor (m)</source>
   <translation>Récepteur le plus loin (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>A measurement without a receptor as near is left out. Best: compute the model at the measurements.</source>
   <translation>Une mesure sans récepteur aussi proche est écartée. Le mieux : calculer le modèle aux points de mesure.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Pairs</source>
   <translation>Couples</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Each measurement with the model, their ratio and their distance.</source>
   <translation>Chaque mesure avec le modèle, leur rapport et leur distance.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Scatter</source>
   <translation>Nuage de points</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>A picture: the model against the measurements.</source>
   <translation>Une image : le modèle contre les mesures.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Corrected concentrations</source>
   <translation>Concentrations corrigées</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Only when asked for: the receptors with a corrected field beside the model's.</source>
   <translation>Seulement sur demande : les récepteurs avec un champ corrigé à côté de celui du modèle.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>no receptor near enough</source>
   <translation>aucun récepteur assez proche</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Model against measurements</source>
   <translation>Modèle contre mesures</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Measured (µg/m³)</source>
   <translation>Mesuré (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Model (µg/m³)</source>
   <translation>Modèle (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>fitted line</source>
   <translation>droite ajustée</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Model over measure</source>
   <translation>Modèle / mesure</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Slope</source>
   <translation>Pente</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Intercept (µg/m³)</source>
   <translation>Ordonnée à l’origine (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Bias, model minus measure (µg/m³)</source>
   <translation>Biais, modèle moins mesure (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Share within a factor of two</source>
   <translation>Part à un facteur deux près</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>The layer “{layer}” must be in a projected CRS in metres: reproject it first.</source>
   <translation>La couche « {layer} » doit être dans un SCR projeté en mètres : reprojetez-la d’abord.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>{n} pairs: bias {bias} µg/m³, FAC2 {fac2}, geometric mean {mg}, correlation {r}; measure = {slope} (± {error}) × model {intercept}.</source>
   <translation>{n} couples : biais {bias} µg/m³, FAC2 {fac2}, moyenne géométrique {mg}, corrélation {r} ; mesure = {slope} (± {error}) × modèle {intercept}.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>{n} pairs, FAC2 {fac2}</source>
   <translation>{n} couples, FAC2 {fac2}</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>Corrected because it was asked for.</source>
   <translation>Corrigé parce que c’était demandé.</translation>
  </message>
  <message>
   <location filename="../processing/air/calibrateair.py" />
   <source>{}, corrected by measurements (µg/m³)</source>
   <translation>{}, corrigé par les mesures (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/concentration_map.py" />
   <source>The background “{layer}” is not a raster file. Save it as a GeoTIFF, then run again.</source>
   <translation>Le fond « {layer} » n’est pas un fichier raster. Enregistrez-le en GeoTIFF, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/air/concentration_map.py" />
   <source>The levels of the contours “{text}” are not growing numbers above 0. Write for example: 10 20 30 40.</source>
   <translation>Les niveaux des courbes « {text} » ne sont pas des nombres croissants supérieurs à 0. Écrivez par exemple : 10 20 30 40.</translation>
  </message>
  <message>
   <location filename="../processing/air/concentration_map.py" />
   <source>more than {} µg/m³</source>
   <translation>plus de {} µg/m³</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands along roads (screening)</source>
   <translation>Bandes d’étude le long des routes (dépistage)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Draws a band on each side of every counted road, wider where traffic is higher, and counts the kilometres, vehicle-kilometres, inhabitants, buildings and sensitive places inside, by zone and traffic class.

What the result means: it is a screening, inspired by the 2019 guide on air and health in road impact studies (note technique of 22 February 2019, NOR TRET1833075N). It says where to look, not what people breathe. The widths of the default table are to be confirmed against the guide.

A road without a count is left out, counted and listed: national files write 0 or nothing. Each place is in the highest class that reaches it, so nobody is counted twice. Population is shared out inside each cell; “population_low” and “population_high” bound the estimate: 95 % of cases if the people of each cell were one block placed at random in it, a prudent hypothesis.</source>
   <translation>Trace une bande de part et d’autre de chaque route comptée, plus large là où le trafic est plus fort, et compte à l’intérieur les kilomètres, véhicules-kilomètres, habitants, bâtiments et lieux sensibles, par zone et par classe de trafic.

Ce que dit le résultat : c’est un dépistage, inspiré du guide de 2019 sur l’air et la santé dans les études d’impact routières (note technique du 22 février 2019, NOR TRET1833075N). Il indique où regarder, non ce que les gens respirent. Les largeurs de la table par défaut restent à confirmer d’après le guide.

Une route sans comptage est écartée, dénombrée et listée : les fichiers nationaux y écrivent 0 ou rien. Chaque lieu relève de la classe la plus élevée qui l’atteint : personne n’est compté deux fois. La population est répartie à l’intérieur de chaque carreau ; « population_low » et « population_high » encadrent l’estimation : 95 % des cas si les habitants de chaque carreau formaient un seul bloc placé au hasard, hypothèse prudente.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands by traffic class: note technique of 22 February 2019 (NOR TRET1833075N) and its guide on air and health.</source>
   <translation>Bandes d’étude par classe de trafic : note technique du 22 février 2019 (NOR TRET1833075N) et son guide sur l’air et la santé.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands (screening)</source>
   <translation>Bandes d’étude (dépistage)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <source>traffic</source>
   <translation>trafic</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>screening</source>
   <translation>dépistage</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Roads</source>
   <translation>Routes</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Road sections with a traffic count.</source>
   <translation>Tronçons de route avec un comptage de trafic.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/road_traffic.py" />
   <source>Traffic: TMJA field (veh/day)</source>
   <translation>Trafic : champ TMJA (véh/j)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Annual average daily traffic, both directions together. Numbers or texts such as “12 345”. Empty, 0, negative and “n.c.” are missing counts.</source>
   <translation>Trafic moyen journalier annuel, deux sens confondus. Nombres ou textes comme « 12 345 ». Vide, 0, valeur négative et « n.c. » sont des comptages manquants.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/road_traffic.py" />
   <source>Heavy vehicles: PL field (%)</source>
   <translation>Poids lourds : champ PL (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Share of heavy vehicles in the traffic, in %; 0 is unknown. Only used for heavy vehicle-kilometres, left empty where the share of one section is unknown.</source>
   <translation>Part des poids lourds dans le trafic, en % ; 0 vaut inconnu. Sert seulement aux véhicules-kilomètres PL, laissés vides dès que la part d’un tronçon est inconnue.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Road width field (m)</source>
   <translation>Champ de la largeur de la route (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Width of the carriageway. Distances are then measured from the road's edge; without it, from the axis.</source>
   <translation>Largeur de la chaussée. Les distances sont alors mesurées depuis le bord de la route ; sans elle, depuis l’axe.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Official length field (m)</source>
   <translation>Champ de la longueur officielle (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Length of the section in the road authority's reference. Kilometres are then official ones, and a section drawn more than 5 % shorter is flagged “tracé schématique”.</source>
   <translation>Longueur du tronçon dans le référentiel du gestionnaire de voirie. Les kilomètres sont alors les kilomètres officiels, et un tronçon dessiné plus court de plus de 5 % est signalé « tracé schématique ».</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Zones (PPA, EPCI, communes…)</source>
   <translation>Zones (PPA, EPCI, communes…)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Perimeters that cut the bands. They may overlap. Without zones, only the whole is counted.</source>
   <translation>Périmètres qui découpent les bandes. Ils peuvent se chevaucher. Sans zones, seul l’ensemble est compté.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Features with the same value are one zone. Without it each feature is a zone named by its id.</source>
   <translation>Les entités de même valeur forment une seule zone. Sans ce champ, chaque entité est une zone nommée par son identifiant.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Polygons that carry a number of inhabitants, for example the 200 m cells of Filosofi.</source>
   <translation>Polygones portant un nombre d’habitants, par exemple les carreaux de 200 m de Filosofi.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <source>Inhabitants field</source>
   <translation>Champ du nombre d’habitants</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Number of inhabitants of each polygon. Required with a population layer.</source>
   <translation>Nombre d’habitants de chaque polygone. Obligatoire avec une couche de population.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Footprints. Population is then shared out over the buildings of each cell by floor area, and buildings are counted by their centroid. Filter the layer on housing first: a warehouse would attract inhabitants.</source>
   <translation>Emprises au sol. La population est alors répartie entre les bâtiments de chaque carreau selon leur surface de plancher, et les bâtiments sont comptés par leur centroïde. Filtrez d’abord la couche sur l’habitat : un entrepôt attirerait des habitants.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Number of floors field</source>
   <translation>Champ du nombre de niveaux</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Floors of each building. Where it is missing, the height is used; without height, one floor.</source>
   <translation>Nombre de niveaux de chaque bâtiment. S’il manque, la hauteur est utilisée ; sans hauteur, un niveau.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Building height field (m)</source>
   <translation>Champ de la hauteur du bâtiment (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Height, turned into floors of 3 m where the number of floors is missing.</source>
   <translation>Hauteur, convertie en niveaux de 3 m là où le nombre de niveaux manque.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Nurseries, schools, hospitals, homes for the elderly, sports grounds: points that are counted inside the bands.</source>
   <translation>Crèches, écoles, hôpitaux, EHPAD, terrains de sport : points comptés à l’intérieur des bandes.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Table of band widths</source>
   <translation>Table des largeurs de bande</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>CSV with the columns tmja_min, tmja_max, largeur_m_de_part_et_d_autre, source_status. Default: the plugin's table, inspired by the 2019 guide, to be confirmed.</source>
   <translation>CSV avec les colonnes tmja_min, tmja_max, largeur_m_de_part_et_d_autre, source_status. Par défaut : la table de l’extension, inspirée du guide de 2019, à confirmer.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/air/road_traffic.py" />
   <location filename="../processing/air/roaddispersion.py" />
   <source>Computation CRS when the roads' own does not measure metres</source>
   <translation>SCR de calcul quand celui des routes ne mesure pas en mètres</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Projected CRS in metres. Used only when the roads are in degrees or in a CRS that stretches lengths, such as Web Mercator.</source>
   <translation>SCR projeté en mètres. Utilisé seulement si les routes sont en degrés ou dans un SCR qui déforme les longueurs, comme Web Mercator.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands</source>
   <translation>Bandes d’étude</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Bands cut by traffic class and by combination of zones.</source>
   <translation>Bandes découpées par classe de trafic et par combinaison de zones.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Exposure table</source>
   <translation>Table d’exposition</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>One row per zone and traffic class, and a row “ensemble” that counts each place once.</source>
   <translation>Une ligne par zone et par classe de trafic, et une ligne « ensemble » qui compte chaque lieu une seule fois.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/air/roademissions.py" />
   <source>no traffic count</source>
   <translation>sans comptage de trafic</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>negative traffic count</source>
   <translation>comptage de trafic négatif</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>traffic outside the band table</source>
   <translation>trafic hors de la table des bandes</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>no zone name</source>
   <translation>zone sans nom</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>number of inhabitants missing or negative</source>
   <translation>nombre d’habitants manquant ou négatif</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Exposure (screening)</source>
   <translation>Exposition (dépistage)</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Inhabitants within a band</source>
   <translation>Habitants dans une bande</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>No road of the layer “{layer}” has a usable count in the field “{field}”. Choose the field that holds the TMJA.</source>
   <translation>Aucune route de la couche « {layer} » n’a de comptage exploitable dans le champ « {field} ». Choisissez le champ qui contient le TMJA.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>The field “{field}” of the layer “{layer}” seems to hold kilometres: the drawn lengths are some 1000 times larger. Multiply it by 1000 in the field calculator.</source>
   <translation>Le champ « {field} » de la couche « {layer} » semble être en kilomètres : les longueurs dessinées sont environ 1000 fois plus grandes. Multipliez-le par 1000 dans la calculatrice de champ.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>The field “{field}” of the layer “{layer}” is empty: zones need a name.</source>
   <translation>Le champ « {field} » de la couche « {layer} » est vide : les zones doivent avoir un nom, choisissez un autre champ.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>No population layer: the number of inhabitants is not known, and left empty.</source>
   <translation>Sans couche de population, le nombre d’habitants est inconnu et laissé vide.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Screening, inspired by the 2019 guide; band widths are to be confirmed ({file}: {source}).</source>
   <translation>Dépistage, inspiré du guide de 2019 ; les largeurs de bande restent à confirmer ({file} : {source}).</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>no source given</source>
   <translation>source non renseignée</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Tracé schématique: {count} sections of {total} are drawn more than 5 % shorter than their official length, {counted} of them with a count; the band there is not where the road is.</source>
   <translation>Tracé schématique : {count} tronçon(s) sur {total} dessiné(s) plus court(s) que leur longueur officielle de plus de 5 %, dont {counted} avec un comptage ; la bande n’y est pas à l’emplacement réel de la route.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Floors: the field where given, else height / {metres} m, else one floor.</source>
   <translation>Niveaux : le champ s’il est renseigné, sinon la hauteur / {metres} m, sinon un niveau.</translation>
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>{count} populated cells hold no building: their population was shared by ground area.</source>
   <translation>{count} carreau(x) habité(s) sans bâtiment : leur population a été répartie selon la surface au sol.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Effect of a captive fleet</source>
   <translation>Effet d’une flotte captive</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Compares a fleet before and after: buses, waste collection, vans of the services. For a year: nitrogen oxides, particles, carbon dioxide, litres, kilometres, share of clean vehicles (indicator petr_fols_53).

Emissions by EMEP/EEA at the mean speed; carbon dioxide from the litres when they are known. At the exhaust only: electricity and the making of vehicles are not counted. Without a column “clean”, a vehicle is clean when it is electric, gas, plug-in or Euro 6/VI.</source>
   <translation>Compare une flotte avant et après : bus, collecte des déchets, véhicules des services. Pour une année : oxydes d’azote, particules, dioxyde de carbone, litres, kilomètres, part de véhicules propres (indicateur petr_fols_53).

Émissions EMEP/EEA à la vitesse moyenne ; dioxyde de carbone d’après les litres quand ils sont connus. Au pot d’échappement seulement : ni l’électricité ni la fabrication des véhicules ne sont comptées. Sans colonne « clean », un véhicule est propre s’il est électrique, au gaz, rechargeable ou Euro 6/VI.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>CSV with category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, vehicles, km_per_year; litres_per_year, speed_kmh, clean and technology where they are known. Kilometres and litres are those of one vehicle.</source>
   <translation>CSV avec category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, vehicles, km_per_year ; litres_per_year, speed_kmh, clean et technology quand ils sont connus. Kilomètres et litres sont ceux d’un véhicule.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>EMEP/EEA 2019 at the mean speed, exhaust and wear; carbon dioxide from litres where they are known.</source>
   <translation>EMEP/EEA 2019 à la vitesse moyenne, échappement et usure ; dioxyde de carbone d’après les litres quand ils sont connus.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>buses</source>
   <translation>bus</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>waste collection</source>
   <translation>collecte des déchets</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <location filename="../processing/plan/attachfeatures.py" />
   <location filename="../processing/plan/createaction.py" />
   <source>action</source>
   <translation>action</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/plan/storevalue.py" />
   <source>indicator</source>
   <translation>indicateur</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Mean speed where the file says none (km/h)</source>
   <translation>Vitesse moyenne là où le fichier n’en dit pas (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Collection rounds run at some 10 to 20 km/h, buses in town at 15 to 25.</source>
   <translation>Une tournée de collecte roule à 10 à 20 km/h environ, un bus en ville à 15 à 25.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Before and after</source>
   <translation>Avant et après</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>One row for each measure, with its unit, ready for “Store the value of an indicator”.</source>
   <translation>Une ligne par mesure, avec son unité, prête pour « Enregistrer la valeur d’un indicateur ».</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Measure</source>
   <translation>Mesure</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Unit</source>
   <translation>Unité</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Before</source>
   <translation>Avant</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>After</source>
   <translation>Après</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Change</source>
   <translation>Écart</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Change (%)</source>
   <translation>Écart (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Fleet before</source>
   <translation>Flotte avant</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Fleet after</source>
   <translation>Flotte après</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Change of nitrogen oxides (kg/year)</source>
   <translation>Écart d’oxydes d’azote (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Change of carbon dioxide (kg/year)</source>
   <translation>Écart de dioxyde de carbone (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Change of litres (a year)</source>
   <translation>Écart de litres (par an)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Clean vehicles after (%)</source>
   <translation>Véhicules propres après (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Kilometres avoided (a year)</source>
   <translation>Kilomètres évités (par an)</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Litres are not known for gas: the comparison of litres is empty.</source>
   <translation>Les litres ne sont pas connus pour le gaz : la comparaison des litres est vide.</translation>
  </message>
  <message>
   <location filename="../processing/air/fleetimpact.py" />
   <source>Mean speed where the file says none: {} km/h.</source>
   <translation>Vitesse moyenne là où le fichier n’en dit pas : {} km/h.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Prepare traffic counts</source>
   <translation>Préparer les comptages routiers</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Brings any layer or table of counts to one schema: road_id, aadt (TMJA), hgv_share_pct (PL), speed_kmh, width_m, count_quality, year.

Columns are recognised by their usual names, whatever their case; MAPPING says the others. Decimal commas and thousands are read. 0 is a missing count: national files write 0 for nothing. Flows by day, evening and night are added up over 12, 4 and 8 hours.

Nothing is filled in unless asked. A section without a count may take that of the nearest counted section of the same road, marked “neighbour”; default flows by class of road are orders of magnitude, marked “default”. A table without geometry but with the ends of sections (xD, yD, xF, yF) gives straight chords: not for distances.</source>
   <translation>Amène toute couche ou table de comptages à un même schéma : road_id, aadt (TMJA), hgv_share_pct (PL), speed_kmh, width_m, count_quality, year.

Les colonnes sont reconnues à leurs noms usuels, quelle que soit la casse ; MAPPING dit les autres. Virgules décimales et milliers sont lus. 0 est un comptage absent : les fichiers nationaux écrivent 0 pour rien. Les débits de jour, de soirée et de nuit sont sommés sur 12, 4 et 8 heures.

Rien n’est comblé sans qu’on le demande : les débits par défaut selon la classe de route sont des ordres de grandeur, marqués « default ». Une table sans géométrie mais avec les extrémités des sections (xD, yD, xF, yF) donne des cordes droites : pas pour des distances.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>counts</source>
   <translation>comptages</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Counts</source>
   <translation>Comptages</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Road sections with counts, or a table with the ends of the sections.</source>
   <translation>Sections de route comptées, ou table avec les extrémités des sections.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Columns</source>
   <translation>Colonnes</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>For example: aadt=TMJA; hgv_share_pct=PL; speed_kmh=VMA; width_m=largeur; road_class=nature. Empty, usual names are recognised.</source>
   <translation>Par exemple : aadt=TMJA; hgv_share_pct=PL; speed_kmh=VMA; width_m=largeur; road_class=nature. Vide, les noms usuels sont reconnus.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Year of the counts</source>
   <translation>Année des comptages</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Written where the counts do not say their year.</source>
   <translation>Écrite là où les comptages ne disent pas leur année.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Factor from working days to the year (TMJO to TMJA)</source>
   <translation>Facteur des jours ouvrés à l’année (TMJO vers TMJA)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>1 when counts are TMJA. Working-day counts are some 5 to 10 % higher: 0.9 to 0.95.</source>
   <translation>1 si les comptages sont des TMJA. Ceux des jours ouvrés sont plus hauts de 5 à 10 % environ : 0,9 à 0,95.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Reach of a count along its road (m)</source>
   <translation>Portée d’un comptage le long de sa route (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>A section without a count takes that of the nearest counted section of the same road (route) within this distance, marked “neighbour”. Empty, none does.</source>
   <translation>Un tronçon sans comptage prend celui du tronçon compté le plus proche de la même route (route) à cette distance au plus, marqué « neighbour » (voisin). Vide : aucun ne le fait.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Projected CRS in metres, for the reach of a count.</source>
   <translation>SCR projeté en mètres, pour la portée d’un comptage.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Default flows where there is no count</source>
   <translation>Débits par défaut là où il n’y a pas de comptage</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>By class of road (road_class). Orders of magnitude, marked “default”.</source>
   <translation>Selon la classe de route (road_class). Ordres de grandeur, marqués « default ».</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Roads with traffic</source>
   <translation>Routes avec trafic</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>The roads in the plugin's schema, ready for “Emissions of roads”.</source>
   <translation>Les routes dans le schéma de l’extension, prêtes pour « Émissions des routes ».</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Counts of the layer, in one schema.</source>
   <translation>Comptages de la couche, dans un même schéma.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>no coordinates</source>
   <translation>sans coordonnées</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Road</source>
   <translation>Route</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Traffic, TMJA (veh/day)</source>
   <translation>Trafic, TMJA (véh/jour)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Heavy vehicles, PL (%)</source>
   <translation>Poids lourds, PL (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Speed (km/h)</source>
   <translation>Vitesse (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <source>Width (m)</source>
   <translation>Largeur (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Quality of the count</source>
   <translation>Qualité du comptage</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Year of the count</source>
   <translation>Année du comptage</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Roads with a count</source>
   <translation>Routes comptées</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Roads with the count of a neighbour</source>
   <translation>Routes avec le comptage d’un voisin</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Roads with a default</source>
   <translation>Routes avec une valeur par défaut</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Roads without traffic</source>
   <translation>Routes sans trafic</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Default flows need the class of each road: say its column in MAPPING, for example road_class=highway.</source>
   <translation>Les débits par défaut demandent la classe de chaque route : donnez sa colonne dans MAPPING, par exemple road_class=highway.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>Counts of neighbours need the road of each section: say its column in MAPPING, for example route=numero.</source>
   <translation>Les comptages voisins demandent la route de chaque tronçon : dites sa colonne dans MAPPING, par exemple route=numero.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>The table “{layer}” has neither geometry nor the ends of its sections (xD, yD, xF, yF).</source>
   <translation>La table « {layer} » n’a ni géométrie ni les extrémités de ses sections (xD, yD, xF, yF).</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} counts of 0 are missing counts.</source>
   <translation>{} comptages à 0 sont des comptages absents.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} counts such as 12.345 may be thousands or decimals: they are missing.</source>
   <translation>{} comptages comme 12.345 peuvent être des milliers ou des décimales : ils sont absents.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} texts are not numbers: they are missing.</source>
   <translation>{} textes ne sont pas des nombres : ils sont absents.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} heavy shares outside 0 to 100 % are unknown.</source>
   <translation>{} parts PL hors de 0 à 100 % sont inconnues.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} speeds outside 0 to 130 km/h are unknown.</source>
   <translation>{} vitesses hors de 0 à 130 km/h sont inconnues.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{} roads carry a default flow, share or speed: an order of magnitude, to be confirmed.</source>
   <translation>{} routes portent un débit, une part ou une vitesse par défaut : un ordre de grandeur, à confirmer.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{count} sections are drawn as straight chords: their place is approximate, distances to them are not to be used.</source>
   <translation>{count} sections sont tracées en cordes droites : leur place est approchée, les distances ne sont pas à utiliser.</translation>
  </message>
  <message>
   <location filename="../processing/air/preparetraffic.py" />
   <source>{total} roads: {measured} with a count, {neighbours} with that of a neighbour, {defaulted} with a default, {missing} without traffic.</source>
   <translation>{total} routes : {measured} avec un comptage, {neighbours} avec celui d’un voisin, {defaulted} avec une valeur par défaut, {missing} sans trafic.</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <source>R-LINE v1.2 (Snyder et al. 2013) folded over hourly weather; NO2 by an annual empirical curve.</source>
   <translation>R-LINE v1.2 (Snyder et al. 2013) replié sur la météo horaire ; NO2 par une courbe empirique annuelle.</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <source>From a wind rose, whose period is not said: annual means only if it is that of whole years.</source>
   <translation>D’après une rose des vents, dont la période n’est pas dite : moyennes annuelles seulement si elle porte sur des années entières.</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <source>The background of NO2 ({no2}) is above that of NOx ({nox}), which contains it. Check both.</source>
   <translation>Le fond de NO2 ({no2}) dépasse celui des NOx ({nox}), qui le contiennent. Vérifiez les deux.</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <source>Weather of {} only: these are means of that period, not annual means.</source>
   <translation>Météo de {} seulement : ce sont des moyennes de cette période, pas des moyennes annuelles.</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <location filename="../processing/air/windkernel.py" />
   <source>wind rose</source>
   <translation>rose des vents</translation>
  </message>
  <message>
   <location filename="../processing/air/receptor_places.py" />
   <source>Concentrations, {}</source>
   <translation>Concentrations, {}</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Used only where the layer says nothing, and marked “défaut”. Left empty, such a road has no emission.</source>
   <translation>Prise seulement là où la couche ne dit rien, et marquée « défaut ». Laissée vide, une telle route n’a pas d’émission.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>EXAMPLE FLEET: invented for the demonstration. Replace it before printing or publishing a number.</source>
   <translation>PARC D’EXEMPLE : inventé pour la démonstration. Remplacez-le avant d’imprimer ou de publier un chiffre.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>0 % of heavy vehicles is a known share</source>
   <translation>0 % de PL est une part connue</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>For your own layers, where 0 is a road without trucks. In national files 0 means unknown.</source>
   <translation>Pour vos propres couches, où 0 est une route sans PL. Dans les fichiers nationaux, 0 veut dire inconnu.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Projected CRS in metres, for the lengths of the sections.</source>
   <translation>SCR projeté en mètres, pour la longueur des sections.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>CSV with year, category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, technology, share, source. Shares of light and of heavy vehicles each sum to 1. Without it, an invented example.</source>
   <translation>CSV avec year, category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, technology, share, source. Les parts des véhicules légers, et celles des lourds, font chacune 1. Sans lui, un exemple inventé.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Annual average daily traffic, both directions together. Empty, 0 and “n.c.” are missing counts.</source>
   <translation>Trafic moyen journalier annuel, deux sens confondus. Vide, 0 et « n.c. » sont des comptages absents.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Share of heavy vehicles, in %. 0 and more than 100 are unknown: national files write 0 for nothing.</source>
   <translation>Part des poids lourds, en %. 0 et plus de 100 sont inconnus : les fichiers nationaux écrivent 0 pour rien.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Speed field (km/h)</source>
   <translation>Champ de la vitesse (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Mean speed of the section; the limit if nothing better. Below 5 or above 130 it is unknown.</source>
   <translation>Vitesse moyenne de la section ; la vitesse limite à défaut. Sous 5 ou au-dessus de 130, elle est inconnue.</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Heavy share where unknown (%)</source>
   <translation>Part PL là où elle est inconnue (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Speed where unknown (km/h)</source>
   <translation>Vitesse là où elle est inconnue (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/road_traffic.py" />
   <source>Layer “{layer}”: {count} pairs of roads run side by side with the same figure ({pairs}). If they are two carriageways that each carry the count of both directions, traffic is counted twice: halve it, or keep one of them.</source>
   <translation>Couche « {layer} » : {count} paires de routes côte à côte portent le même chiffre ({pairs}). Si ce sont deux chaussées qui portent chacune le comptage des deux sens, le trafic est compté deux fois : divisez-le par deux, ou gardez une seule chaussée.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Concentrations along roads</source>
   <translation>Concentrations le long des routes</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Computes what roads add to the air, and the total with the background: at points, at the façade of buildings nearest to a road, or on a raster when no receptor is given.

Plume of R-LINE v1.2 folded over the weather by “Wind kernel”. Checked against EPA's own outputs within 2.2 % and against a field tracer within a factor of two; print figures with an uncertainty of about 30 %. Streets between buildings, barriers, tunnels and slopes are not modelled.

The result has the period of the kernel's weather: it is an annual mean only if the weather is a whole year. The background must be an urban background without the road itself, or the road is counted twice.</source>
   <translation>Calcule ce que les routes ajoutent à l’air, et le total avec le fond : en des points, à la façade des bâtiments la plus proche d’une route, ou sur un raster si aucun récepteur n’est donné.

Panache de R-LINE v1.2, replié sur la météo par « Noyau de vent ». Vérifié contre les sorties de l’EPA à 2,2 % près et contre un traceur de terrain à un facteur deux près ; imprimez les chiffres avec une incertitude d’environ 30 %. Les rues entre bâtiments, écrans, tunnels et pentes ne sont pas modélisés.

Le résultat a la période de la météo du noyau : c’est une moyenne annuelle seulement si la météo couvre une année entière. Le fond doit être un fond urbain sans la route elle-même, sinon la route est comptée deux fois.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Uncertainty of about 30 %. Streets between buildings, barriers, tunnels and slopes are not modelled.</source>
   <translation>Incertitude d’environ 30 %. Rues entre bâtiments, écrans, tunnels et pentes ne sont pas modélisés.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <source>dispersion</source>
   <translation>dispersion</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>concentrations</source>
   <translation>concentrations</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Roads with their emissions</source>
   <translation>Routes avec leurs émissions</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>The output of “Emissions of roads”, or any roads with emissions in g/km of a mean hour.</source>
   <translation>La sortie de « Émissions des routes », ou toute couche de routes avec des émissions en g/km d’une heure moyenne.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Road name or id field</source>
   <translation>Champ du nom ou de l’identifiant de la route</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Names the first contributing road of each receptor; without it, the feature id.</source>
   <translation>Nomme la première route contributrice de chaque récepteur ; sans lui, l’identifiant de l’entité.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Made by “Wind kernel”.</source>
   <translation>Fait par « Noyau de vent ».</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Receptors</source>
   <translation>Récepteurs</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Points, or buildings: each is then computed at its façade nearest to a road. Without receptors, a raster.</source>
   <translation>Points, ou bâtiments : chacun est alors calculé à sa façade la plus proche d’une route. Sans récepteurs, un raster.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>From NOx to NO2</source>
   <translation>Des NOx au NO2</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Annual curve: Bächlin 2008, two of GRAL's, or Romberg 1996.</source>
   <translation>Courbe annuelle : Bächlin 2008, deux de GRAL, ou Romberg 1996.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <location filename="../processing/housing/hotspots.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Projected CRS in metres.</source>
   <translation>SCR projeté en mètres.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Concentrations</source>
   <translation>Concentrations</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>The receptors with their fields and their concentrations. Without receptors, the raster (.tif).</source>
   <translation>Les récepteurs avec leurs champs et leurs concentrations. Sans récepteurs, le raster (.tif).</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Concentrations (raster)</source>
   <translation>Concentrations (raster)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>What roads add, one band for each pollutant; then the totals and NO2 where backgrounds are given.</source>
   <translation>L’apport des routes, une bande par polluant ; puis les totaux et le NO2 là où les fonds sont donnés.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Contours</source>
   <translation>Courbes de niveau</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Polygons between levels, of NO2 if it is known, else of the first pollutant.</source>
   <translation>Polygones entre niveaux, du NO2 s’il est connu, sinon du premier polluant.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Levels of the contours (µg/m³)</source>
   <translation>Niveaux des courbes (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>For example 10 20 30 40. Empty: the limits and steps between them.</source>
   <translation>Par exemple 10 20 30 40. Vide : les limites et des pas entre elles.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Profile across a road</source>
   <translation>Profil en travers d’une route</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>A picture: from one side of a road to the other, at the middle of its longest straight part.</source>
   <translation>Une image : d’un côté à l’autre d’une route, au milieu de sa plus longue partie droite.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Road of the profile</source>
   <translation>Route du profil</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Its name or id. Empty: the road that emits the most for its length.</source>
   <translation>Son nom ou son identifiant. Vide : la route qui émet le plus au mètre.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Urban background without the roads. Without it, only what roads add is given.</source>
   <translation>Fond urbain sans les routes. Sans lui, seul l’apport des routes est donné.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>A map of the background, in µg/m³, used instead of the number.</source>
   <translation>Une carte du fond, en µg/m³, prise à la place du nombre.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>no emission</source>
   <translation>sans émission</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>shorter than 1 m</source>
   <translation>plus courte que 1 m</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>drawn twice at the same place</source>
   <translation>tracée deux fois au même endroit</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>N</source>
   <translation>N</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>NE</source>
   <translation>NE</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>E</source>
   <translation>E</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>SE</source>
   <translation>SE</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>S</source>
   <translation>S</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>SW</source>
   <translation>SO</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>W</source>
   <translation>O</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/windkernel.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>NW</source>
   <translation>NO</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>First contributing road</source>
   <translation>Première route contributrice</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Its share of what roads add (%)</source>
   <translation>Sa part de l’apport des routes (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Distance to the nearest road (m)</source>
   <translation>Distance à la route la plus proche (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>On a road</source>
   <translation>Sur une route</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Emission of the mean hour for a kilometre of road. At least one pollutant is needed.</source>
   <translation>Émission de l’heure moyenne pour un kilomètre de route. Il faut au moins un polluant.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/air/windkernel.py" />
   <source>Wind kernel</source>
   <translation>Noyau de vent</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Cell size of the raster (m)</source>
   <translation>Taille des cellules du raster (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Each cell holds the mean of its area.</source>
   <translation>Chaque cellule porte la moyenne de sa surface.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Reach of a road (m)</source>
   <translation>Portée d’une route (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Nothing is added past this distance; from 60 % of it on, less and less.</source>
   <translation>Rien n’est ajouté au-delà ; à partir de 60 % de cette distance, de moins en moins.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Half-width of the roads (m)</source>
   <translation>Demi-largeur des routes (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>A receptor nearer to the axis is on the road: it is flagged, and computed at this distance.</source>
   <translation>Un récepteur plus proche de l’axe est sur la chaussée : il est signalé, et calculé à cette distance.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Receptors that no road reaches</source>
   <translation>Récepteurs qu’aucune route n’atteint</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Choose the emission field of one pollutant at least: NOx, PM10 or PM2.5.</source>
   <translation>Choisissez le champ d’émission d’au moins un polluant : NOx, PM10 ou PM2,5.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Give receptors, or a raster to write.</source>
   <translation>Donnez des récepteurs, ou un raster à écrire.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>No road of the layer “{layer}” has an emission. Run “Emissions of roads” first, or choose its fields.</source>
   <translation>Aucune route de la couche « {layer} » n’a d’émission. Lancez d’abord « Émissions des routes », ou choisissez ses champs.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Without receptors the result is a raster, and “{file}” is not one. Give receptors, or a file name in .tif.</source>
   <translation>Sans récepteurs, le résultat est un raster, et « {file} » n’en est pas un. Donnez des récepteurs, ou un nom de fichier en .tif.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>From (µg/m³)</source>
   <translation>De (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>To (µg/m³)</source>
   <translation>À (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Across {}</source>
   <translation>De part et d’autre de {}</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>distance to the axis (m)</source>
   <translation>distance à l’axe (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Weather: {file}, {hours} hours, {period}; z0 {z0} m.</source>
   <translation>Météo : {file}, {hours} heures, {period} ; z0 {z0} m.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Share of the background in NO2 (%)</source>
   <translation>Part du fond dans le NO2 (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>Background {} (µg/m³)</source>
   <translation>Fond de {} (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>Background {} (raster)</source>
   <translation>Fond de {} (raster)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{receptors} receptors, {points} points of road: about {seconds} s.</source>
   <translation>{receptors} récepteurs, {points} points de route : environ {seconds} s.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{columns} × {rows} cells: about {seconds} s.</source>
   <translation>{columns} × {rows} cellules : environ {seconds} s.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{}, added by roads</source>
   <translation>{}, apport des routes</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>background</source>
   <translation>fond</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>other roads</source>
   <translation>autres routes</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>this road</source>
   <translation>cette route</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{}, added by roads (µg/m³)</source>
   <translation>{}, ajouté par les routes (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>No road with an emission is called “{road}” in the layer “{layer}”. Write a value of the field that names the roads, or leave the parameter empty.</source>
   <translation>Aucune route avec une émission ne s’appelle « {road} » dans la couche « {layer} ». Écrivez une valeur du champ qui nomme les routes, ou laissez le paramètre vide.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{} field (g/km/h)</source>
   <translation>Champ {} (g/km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{count} of {total} receptors are farther than {metres} m from every road: roads add nothing there.</source>
   <translation>{count} récepteurs sur {total} sont à plus de {metres} m de toute route : les routes n’y ajoutent rien.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>{count} receptors are on a road: computed at {metres} m of its axis, and flagged.</source>
   <translation>{count} récepteurs sont sur une chaussée : calculés à {metres} m de l’axe, et signalés.</translation>
  </message>
  <message>
   <location filename="../processing/air/roaddispersion.py" />
   <source>The background “{layer}” is unknown at {count} receptors: their totals are empty.</source>
   <translation>Le fond « {layer} » est inconnu en {count} récepteurs : leurs totaux sont vides.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Hot emission factors of EMEP/EEA 2019 (1.A.3.b.i-iv, tier 3) and wear (1.A.3.b.vi-vii); no cold start, slope or resuspension.</source>
   <translation>Facteurs d’émission à chaud EMEP/EEA 2019 (1.A.3.b.i-iv, niveau 3) et usure (1.A.3.b.vi-vii) ; ni démarrage à froid, ni pente, ni remise en suspension.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Emissions of roads</source>
   <translation>Émissions des routes</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Adds to each road what its traffic emits: nitrogen oxides, PM10, PM2.5 and carbon dioxide, in g/km of a mean hour and in kg a year.

Hot factors of EMEP/EEA (2019, 1.A.3.b, tier 3) by category, fuel, segment and Euro standard; particles also from tyres, brakes and the road surface. Trucks are held to 90 km/h. Cold starts, slopes and resuspension are left out, so urban figures are low.

The fleet is the first uncertainty: between two fleets, nitrogen oxides change by a factor of ten. Without one, an invented example is used and every output says so: replace it before printing a number.

A road without a count, heavy share or speed has no emission (empty, not 0), and is counted.</source>
   <translation>Ajoute à chaque route ce que son trafic émet : oxydes d’azote, PM10, PM2,5 et dioxyde de carbone, en g/km d’une heure moyenne et en kg par an.

Facteurs à chaud EMEP/EEA (2019, 1.A.3.b, niveau 3) par catégorie, carburant, segment et norme Euro ; particules aussi des pneus, des freins et de la chaussée. Les poids lourds sont tenus à 90 km/h. Démarrages à froid, pentes et remise en suspension sont laissés de côté : les chiffres urbains sont bas.

Le parc est la première incertitude : d’un parc à l’autre, les oxydes d’azote varient d’un facteur dix. Sans parc, un exemple inventé est pris et chaque sortie le dit : remplacez-le avant d’imprimer un chiffre.

Une route sans comptage, part PL ou vitesse n’a pas d’émission (vide, pas 0), et elle est comptée.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>emissions</source>
   <translation>émissions</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Road sections with traffic, heavy share and speed.</source>
   <translation>Sections de route avec trafic, part PL et vitesse.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>A year that the fleet has. The example has 2018, 2025 and 2030.</source>
   <translation>Une année que le parc contient. L’exemple a 2018, 2025 et 2030.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>The roads with their fields and their emissions.</source>
   <translation>Les routes avec leurs champs et leurs émissions.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Length (km)</source>
   <translation>Longueur (km)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Heavy share used (%)</source>
   <translation>Part PL utilisée (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Speed used (km/h)</source>
   <translation>Vitesse utilisée (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Where share and speed come from</source>
   <translation>Origine de la part PL et de la vitesse</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Nitrogen oxides (t/year)</source>
   <translation>Oxydes d’azote (t/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>Carbon dioxide (t/year)</source>
   <translation>Dioxyde de carbone (t/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>heavy share unknown</source>
   <translation>part PL inconnue</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>speed unknown</source>
   <translation>vitesse inconnue</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>No road of the layer “{layer}” has a traffic count, a heavy share and a speed. Choose their fields, or give a default share and speed.</source>
   <translation>Aucune route de la couche « {layer} » n’a à la fois un comptage, une part PL et une vitesse. Choisissez leurs champs, ou donnez une part et une vitesse par défaut.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Fleet: {}, year {}.</source>
   <translation>Parc : {}, année {}.</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>example fleet, invented</source>
   <translation>parc d’exemple, inventé</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <location filename="../processing/air/trafficscenario.py" />
   <source>{} (g/km, mean hour)</source>
   <translation>{} (g/km, heure moyenne)</translation>
  </message>
  <message>
   <location filename="../processing/air/roademissions.py" />
   <source>{} (kg/year)</source>
   <translation>{} (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Traffic scenario</source>
   <translation>Scénario de trafic</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Compares before and after a measure on some roads: more or less traffic, another share of heavy vehicles, a speed limit, a road closed to heavy vehicles, another year of the fleet. Gives the change in kg a year by road; with a wind kernel and receptors, the change of NO2 and who gains or loses.

Traffic that leaves a road is not put on another: where it goes is yours to say, with roads of their own in a second run. Changes below 0.1 µg/m³ are told from none.

A difference is surer than a level: the same errors stand on both sides. The fleet still decides.</source>
   <translation>Compare avant et après une mesure sur certaines routes : plus ou moins de trafic, une autre part PL, une limite de vitesse, une route fermée aux poids lourds, une autre année du parc. Donne l’écart en kg par an et par route ; avec un noyau de vent et des récepteurs, l’écart de NO2 et qui y gagne ou y perd.

Le trafic qui quitte une route n’est pas reporté sur une autre : c’est à vous de dire où il va, par d’autres routes dans un second calcul. Un écart de moins de 0,1 µg/m³ compte comme nul.

Une différence est plus sûre qu’un niveau : les mêmes erreurs sont des deux côtés. Le parc reste décisif.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>EMEP/EEA 2019, before and after; traffic that leaves a road is not put on another.</source>
   <translation>EMEP/EEA 2019, avant et après ; le trafic qui quitte une route n’est pas reporté sur une autre.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>scenario</source>
   <translation>scénario</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>The output of “Prepare traffic counts”, or any roads with traffic, heavy share and speed.</source>
   <translation>La sortie de « Préparer les comptages routiers », ou toute couche de routes avec trafic, part PL et vitesse.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Which roads change</source>
   <translation>Quelles routes changent</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>An expression that chooses them; empty, all of them.</source>
   <translation>Une expression qui les choisit ; vide, toutes.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Closed to heavy vehicles</source>
   <translation>Fermées aux poids lourds</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>They leave the chosen roads, and are not put elsewhere.</source>
   <translation>Ils quittent les routes choisies, et ne sont pas reportés ailleurs.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>A year that the fleet has.</source>
   <translation>Une année que le parc contient.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Empty, the same year: only the measure is seen. It applies to every road.</source>
   <translation>Vide, la même année : seule la mesure se voit. Elle vaut pour toutes les routes.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Made by “Wind kernel”. Needed for concentrations.</source>
   <translation>Fait par « Noyau de vent ». Nécessaire pour les concentrations.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Points, or buildings at their façade nearest to a road.</source>
   <translation>Points, ou bâtiments à leur façade la plus proche d’une route.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Counts who gains and who loses.</source>
   <translation>Compte qui y gagne et qui y perd.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Roads before and after</source>
   <translation>Routes avant et après</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Emissions before, after, and their change, by road.</source>
   <translation>Émissions avant, après, et leur écart, par route.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Receptors before and after</source>
   <translation>Récepteurs avant et après</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>NO2 before, after, and its change, by receptor.</source>
   <translation>NO2 avant, après, et son écart, par récepteur.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>traffic, heavy share or speed unknown</source>
   <translation>trafic, part PL ou vitesse inconnus</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Changed by the scenario</source>
   <translation>Changée par le scénario</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>NO2 before (µg/m³)</source>
   <translation>NO2 avant (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>NO2 after (µg/m³)</source>
   <translation>NO2 après (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>NO2, change (µg/m³)</source>
   <translation>NO2, écart (µg/m³)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Change of traffic (%)</source>
   <translation>Variation du trafic (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>-20 for a fifth less.</source>
   <translation>-20 pour un cinquième de moins.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>New share of heavy vehicles (%)</source>
   <translation>Nouvelle part PL (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Empty, the share stays.</source>
   <translation>Vide, la part reste.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Speed limit (km/h)</source>
   <translation>Limite de vitesse (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Slower roads stay as they are. Empty, speeds stay.</source>
   <translation>Les routes plus lentes restent telles quelles. Vide, les vitesses restent.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Year of the fleet before</source>
   <translation>Année du parc avant</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Year of the fleet after</source>
   <translation>Année du parc après</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Urban background without the roads, the same before and after.</source>
   <translation>Fond urbain sans les routes, le même avant et après.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Inhabitants who breathe less NO2</source>
   <translation>Habitants qui respirent moins de NO2</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Inhabitants who breathe more NO2</source>
   <translation>Habitants qui respirent plus de NO2</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Fewer inhabitants above the 2030 limit</source>
   <translation>Habitants de moins au-dessus de la limite 2030</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>Receptors need a wind kernel and both backgrounds, NOx and NO2.</source>
   <translation>Des récepteurs demandent un noyau de vent et les deux fonds, NOx et NO2.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>No road with a traffic, a heavy share and a speed is chosen in the layer “{layer}”: nothing would change.</source>
   <translation>Aucune route avec trafic, part PL et vitesse n’est choisie dans la couche « {layer} » : rien ne changerait.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>{count} roads change, {km} km.</source>
   <translation>{count} routes changent, {km} km.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>{gain} inhabitants breathe less NO2, {lose} more; weighted mean {mean} µg/m³.</source>
   <translation>{gain} habitants respirent moins de NO2, {lose} plus ; moyenne pondérée {mean} µg/m³.</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>{} before (kg/year)</source>
   <translation>{} avant (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>{} after (kg/year)</source>
   <translation>{} après (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/trafficscenario.py" />
   <source>{}, change (kg/year)</source>
   <translation>{}, écart (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>share of the mean concentration at 10 m</source>
   <translation>part de la concentration moyenne à 10 m</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Folds an hourly weather file into one table: the mean concentration around a point of road, by distance and direction. Concentrations along any number of roads then take seconds.

Read: Météo-France's hourly files (RADOME, SYNOP, climatological base), EPW, or any CSV with a date, a speed and a direction. Stability by Turner's method from wind, cloud and sun; plume and meander by R-LINE v1.2. Hours are weighted by the traffic of their hour of the day.

A file that is not a whole year gives a kernel of its own period: its results are not an annual mean, and say so. An hour of unknown cloud counts as half covered.

Without hourly weather, a wind rose serves: a CSV with a direction, a speed and a frequency, or a column for each class of speed. It says neither the hour nor the stability, and the result says so.</source>
   <translation>Replie un fichier météo horaire en une table : la concentration moyenne autour d’un point de route, selon la distance et la direction. Les concentrations le long d’autant de routes qu’on veut prennent ensuite quelques secondes.

Lus : les fichiers horaires de Météo-France (RADOME, SYNOP, base climatologique), EPW, ou tout CSV avec une date, une vitesse et une direction. Stabilité par la méthode de Turner, du vent, des nuages et du soleil ; panache et méandre de R-LINE v1.2. Les heures sont pondérées par le trafic de leur heure de la journée.

Un fichier qui n’est pas une année entière donne un noyau de sa période : ses résultats ne sont pas une moyenne annuelle, et le disent. Une heure de nébulosité inconnue compte comme à demi couverte.

Sans météo horaire, une rose des vents convient : un CSV avec une direction, une vitesse et une fréquence, ou une colonne par classe de vitesse. Elle ne dit ni l’heure ni la stabilité, et le résultat le dit.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>A rose does not say the hour: traffic is taken as even over the day.</source>
   <translation>Une rose ne dit pas l’heure : le trafic est pris égal toute la journée.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Where the wind comes from</source>
   <translation>D’où vient le vent</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Where the wind comes from – not a whole year</source>
   <translation>D’où vient le vent – pas une année entière</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Around a point of road</source>
   <translation>Autour d’un point de route</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>wind</source>
   <translation>vent</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>weather</source>
   <translation>météo</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>CSV, text or EPW. Missing values may be empty, “mq” or 9999; times are UTC (local standard time in EPW). Or the table of a wind rose.</source>
   <translation>CSV, texte ou EPW. Les valeurs absentes peuvent être vides, « mq » ou 9999 ; les heures sont UTC (heure légale d’hiver dans un EPW). Ou la table d’une rose des vents.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Unit of the wind speed</source>
   <translation>Unité de la vitesse du vent</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>auto: the unit written in the column's name, else m/s.</source>
   <translation>auto : l’unité écrite dans le nom de la colonne, sinon m/s.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Kernels (*.npz)</source>
   <translation>Noyaux (*.npz)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>The table, with what it was made of. It is given to “Concentrations along roads”.</source>
   <translation>La table, avec ce dont elle est faite. On la donne à « Concentrations le long des routes ».</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>This is not a whole year: results are those of the period, not an annual mean.</source>
   <translation>Ce n’est pas une année entière : les résultats sont ceux de la période, pas une moyenne annuelle.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>The rose has no class of stability: the air is taken as neutral (D), which understates still nights.</source>
   <translation>La rose n’a pas de classe de stabilité : l’air est pris neutre (D), ce qui minore les nuits calmes.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>{period}, {hours} hours, calms below 1 m/s: {calms} %.</source>
   <translation>{period}, {hours} heures, calmes sous 1 m/s : {calms} %.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>{period}; R-LINE v1.2, z0 {z0} m.</source>
   <translation>{period} ; R-LINE v1.2, z0 {z0} m.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Hourly weather file, or wind rose</source>
   <translation>Fichier météo horaire, ou rose des vents</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Latitude of the station (degrees)</source>
   <translation>Latitude de la station (degrés)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>For the height of the sun.</source>
   <translation>Pour la hauteur du soleil.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Longitude of the station (degrees)</source>
   <translation>Longitude de la station (degrés)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Roughness length z0 (m)</source>
   <translation>Rugosité z0 (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Open country 0.05 to 0.1; suburbs 0.3 to 0.8; town 0.7 to 1.5.</source>
   <translation>Campagne ouverte 0,05 à 0,1 ; périurbain 0,3 à 0,8 ; ville 0,7 à 1,5.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Height of the wind (m)</source>
   <translation>Hauteur du vent (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Height of the anemometer above the ground.</source>
   <translation>Hauteur de l’anémomètre au-dessus du sol.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Height of the emission (m)</source>
   <translation>Hauteur de l’émission (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Exhausts, mixed behind the vehicles.</source>
   <translation>Échappements, mélangés derrière les véhicules.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Initial vertical spread (m)</source>
   <translation>Étalement vertical initial (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>1.3 behind cars, 3.2 behind trucks.</source>
   <translation>1,3 derrière les voitures, 3,2 derrière les poids lourds.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Height of the receptors (m)</source>
   <translation>Hauteur des récepteurs (m)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>1.5 m: the height people breathe at.</source>
   <translation>1,5 m : la hauteur où l’on respire.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Share of the emission from heavy vehicles (%)</source>
   <translation>Part de l’émission due aux poids lourds (%)</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Weights the daily profiles of cars and trucks.</source>
   <translation>Pondère les profils journaliers des VL et des PL.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Wind rose</source>
   <translation>Rose des vents</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>A picture: where the wind comes from.</source>
   <translation>Une image : d’où vient le vent.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Picture of the kernel</source>
   <translation>Image du noyau</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>A picture: where what a road emits goes.</source>
   <translation>Une image : où va ce qu’une route émet.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Hours used</source>
   <translation>Heures utilisées</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Wind rose: {winds} winds; calms below 1 m/s: {calms} %.</source>
   <translation>Rose des vents : {winds} vents ; calmes sous 1 m/s : {calms} %.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>Wind rose; calms below 1 m/s: {} %.</source>
   <translation>Rose des vents ; calmes sous 1 m/s : {} %.</translation>
  </message>
  <message>
   <location filename="../processing/air/windkernel.py" />
   <source>{hours} hours, {period}; calms below 1 m/s: {calms} %.</source>
   <translation>{hours} heures, {period} ; calmes sous 1 m/s : {calms} %.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <source>not filled in</source>
   <translation>non renseigné</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <location filename="../processing/plan/createaction.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Axis</source>
   <translation>Axe</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <location filename="../processing/carpool/siting_layers.py" />
   <location filename="../processing/cycling/access_layers.py" />
   <location filename="../processing/plan/createaction.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <location filename="../ui/docks/actions.py" />
   <location filename="../ui/docks/sheet.py" />
   <location filename="../ui/new_action.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Status</source>
   <translation>Statut</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <location filename="../processing/plan/createaction.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Pilot</source>
   <translation>Pilote</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <location filename="../cartography/plan_forms.py" />
   <source>Calendar</source>
   <translation>Calendrier</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../cartography/atlas_document.py" />
   <source>Places</source>
   <translation>Lieux</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <source>result</source>
   <translation>résultat</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <source>target</source>
   <translation>objectif</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <source>reference</source>
   <translation>référence</translation>
  </message>
  <message>
   <location filename="../processing/atlas/action_pages.py" />
   <source>Sub-action {}</source>
   <translation>Sous-action {}</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Atlas as PDF</source>
   <translation>Atlas en PDF</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Prints a cover with a summary table, then one page per feature of the coverage layer: map, legend, scale and figures of the page. Text stays text, so the PDF can be searched.

Figures are sums over what lies in the page; a polygon cut by its border counts by its share of area. Estimates are rounded to what their uncertainty allows; the exact values stay in the layers.

The page is a layout template (.qpt) that can be changed in QGIS; items are found by their id: carte, legende, chiffres (and synthese on the cover).</source>
   <translation>Imprime une couverture avec un tableau de synthèse, puis une page par entité de la couche de couverture : carte, légende, échelle et chiffres de la page. Le texte reste du texte : la recherche fonctionne dans le PDF.

Les chiffres sont des sommes sur ce que contient la page ; un polygone coupé par sa limite compte au prorata de sa surface. Les estimations sont arrondies selon leur incertitude ; les valeurs exactes restent dans les couches.

La page est un modèle de mise en page (.qpt) modifiable dans QGIS ; ses objets sont repérés par leur identifiant : carte, legende, chiffres (et synthese sur la couverture).</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>not available</source>
   <translation>non renseigné</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>atlas</source>
   <translation>atlas</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>print</source>
   <translation>impression</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>layout</source>
   <translation>mise en page</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>report</source>
   <translation>rapport</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Pages: communes or other territories</source>
   <translation>Pages : communes ou autres territoires</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>One page per feature.</source>
   <translation>Une page par entité.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <source>Name field</source>
   <translation>Champ du nom</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Title of each page. Pages follow the alphabetical order of the names.</source>
   <translation>Titre de chaque page. Les pages suivent l’ordre alphabétique des noms.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>Layers drawn on the maps</source>
   <translation>Couches dessinées sur les cartes</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>From the top of the map to the bottom, with their own style. Figures come from them.</source>
   <translation>Du haut vers le bas de la carte, avec leur propre style. Les chiffres en proviennent.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <location filename="../processing/plan/createaction.py" />
   <location filename="../ui/new_action.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Title</source>
   <translation>Titre</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Territorial atlas</source>
   <translation>Atlas du territoire</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Written on the cover and at the top of each page.</source>
   <translation>Inscrit sur la couverture et en haut de chaque page.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/base.py" />
   <location filename="../processing/plan/createplan.py" />
   <location filename="../processing/plan/plan_access.py" />
   <source>Action plan</source>
   <translation>Plan d’actions</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>A plan made by the plugin: each page lists the actions attached to a place in it, and each action with places has a page at the end.</source>
   <translation>Un plan fait par l’extension : chaque page liste les actions rattachées à un lieu qui s’y trouve, et chaque action qui a des lieux a sa page à la fin.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Page template</source>
   <translation>Modèle de page</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>A layout template of yours for the territory pages. Default: the plugin's A4 page.</source>
   <translation>Votre propre modèle de mise en page pour les pages de territoire. Par défaut : la page A4 de l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/base.py" />
   <source>Atlas</source>
   <translation>Atlas</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>PDF files (*.pdf)</source>
   <translation>Fichiers PDF (*.pdf)</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>The PDF. It is written beside, then renamed when whole.</source>
   <translation>Le fichier PDF. Il est écrit à côté, puis renommé une fois complet.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/plan/attachfeatures.py" />
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Action</source>
   <translation>Action</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Pages of territories</source>
   <translation>Pages de territoire</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>None of the layers of the atlas can be drawn. Choose layers with a geometry.</source>
   <translation>Aucune des couches de l’atlas ne peut être dessinée. Choisissez des couches avec géométrie.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Actions of the plan here</source>
   <translation>Actions du plan ici</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>none</source>
   <translation>aucune</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Other actions here</source>
   <translation>Autres actions ici</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source> ({} without a value)</source>
   <translation> ({} non renseigné(s))</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <location filename="../processing/base.py" />
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Territory</source>
   <translation>Territoire</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Without name (feature {})</source>
   <translation>Sans nom (entité {})</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Action {}</source>
   <translation>Action {}</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>{layer}: number</source>
   <translation>{layer} : nombre</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>{layer}: length</source>
   <translation>{layer} : longueur</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>{layer}: area</source>
   <translation>{layer} : surface</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>{count} territories, printed on {date}</source>
   <translation>Territoires : {count}, édition du {date}</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>Actions without a place, which have no page: {}.</source>
   <translation>Actions sans lieu, qui n’ont pas de page : {}.</translation>
  </message>
  <message>
   <location filename="../processing/atlas/exportatlas.py" />
   <source>The layer “{}” has no feature: it gives no figure.</source>
   <translation>La couche « {} » n’a aucune entité : elle ne donne aucun chiffre.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>points</source>
   <translation>points</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>lines</source>
   <translation>lignes</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>polygons</source>
   <translation>polygones</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>no geometry</source>
   <translation>sans géométrie</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Environment</source>
   <translation>Environnement logiciel</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Air along traffic corridors</source>
   <translation>Air le long des axes routiers</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Housing: roof thermography</source>
   <translation>Habitat : thermographie des toitures</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <location filename="../processing/network/network_parameter.py" />
   <source>Road network</source>
   <translation>Réseau routier</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Carpool areas</source>
   <translation>Aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Cycle routes</source>
   <translation>Itinéraires cyclables</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Crossing the themes</source>
   <translation>Croisement des thèmes</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Features left out</source>
   <translation>Entités écartées</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>geometry that cannot be repaired</source>
   <translation>géométrie irréparable</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>The computation CRS is not valid. Choose a projected one, for example EPSG:2154.</source>
   <translation>Le SCR de calcul n’est pas valide. Choisissez un SCR projeté, par exemple EPSG:2154.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Distances cannot be measured in {crs} where the layers lie. Choose a projected CRS in metres of the territory (EPSG:2154 in mainland France).</source>
   <translation>Les distances ne peuvent pas être mesurées en {crs} là où se trouvent les couches. Choisissez un SCR projeté en mètres adapté au territoire (EPSG:2154 en France métropolitaine).</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source> and {} others</source>
   <translation> et {} autre(s)</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Layer “{layer}”: {count} features left out, {reason}: {ids}{more}.</source>
   <translation>Couche « {layer} » : {count} entité(s) écartée(s), {reason} : {ids}{more}.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>{count} features of “{layer}” left out: {reason}.</source>
   <translation>{count} entité(s) de « {layer} » écartée(s) : {reason}.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <location filename="../processing/pdf_export.py" />
   <source>Cancelled: nothing was written.</source>
   <translation>Annulé : rien n’a été écrit.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Distances are computed in {}.</source>
   <translation>Les distances sont calculées en {}.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>The layer “{layer}” has {found}; “{parameter}” needs {wanted}. Choose another layer.</source>
   <translation>La couche « {layer} » a des {found} ; « {parameter} » demande des {wanted}. Choisissez une autre couche.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Layer “{layer}”: {count} invalid geometries repaired for the computation; the layer is unchanged.</source>
   <translation>Couche « {layer} » : {count} géométrie(s) invalide(s) réparée(s) pour le calcul ; la couche n’est pas modifiée.</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <location filename="../processing/pdf_export.py" />
   <source>“{wanted}” is open elsewhere: the result is in “{written}”.</source>
   <translation>« {wanted} » est ouvert ailleurs : le résultat est dans « {written} ».</translation>
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source> or </source>
   <translation> ou </translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>National identifier</source>
   <translation>Identifiant national</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Producer's identifier</source>
   <translation>Identifiant du producteur</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Commune as written</source>
   <translation>Nom de commune d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE code as written</source>
   <translation>Code INSEE d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Type as written</source>
   <translation>Type d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Date as written</source>
   <translation>Date d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Open, as written</source>
   <translation>Ouvert, valeur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>SIREN of the producer as written</source>
   <translation>SIREN du producteur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Longitude as written</source>
   <translation>Longitude d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Latitude as written</source>
   <translation>Latitude d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Parking places as written</source>
   <translation>Places de stationnement, valeur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Places for disabled people as written</source>
   <translation>Places PMR, valeur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Longest stay as written (min)</source>
   <translation>Durée maximale de stationnement, valeur d’origine (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Opening hours</source>
   <translation>Horaires</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Owner</source>
   <translation>Propriétaire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Lit at night, as written</source>
   <translation>Éclairage nocturne, valeur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Comment</source>
   <translation>Commentaire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>schema error</source>
   <translation>erreur de schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>to check</source>
   <translation>à vérifier</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>to know</source>
   <translation>à savoir</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>columns the schema requires are missing</source>
   <translation>colonnes exigées par le schéma et absentes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>columns under another name</source>
   <translation>colonnes sous un autre nom</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>columns the schema does not have</source>
   <translation>colonnes que le schéma n’a pas</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>lines with more or fewer cells than the first</source>
   <translation>lignes qui ont plus ou moins de cellules que la première</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>required values missing</source>
   <translation>valeurs obligatoires absentes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>texts where a whole number is needed</source>
   <translation>textes là où il faut un nombre entier</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>texts where a number is needed</source>
   <translation>textes là où il faut un nombre</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>values that are neither true nor false</source>
   <translation>valeurs qui ne sont ni true ni false</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>dates not written YYYY-MM-DD</source>
   <translation>dates qui ne sont pas au format AAAA-MM-JJ</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>values that have not the form the schema wants</source>
   <translation>valeurs qui n’ont pas la forme voulue par le schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>values that are not in the schema's list</source>
   <translation>valeurs hors de la liste du schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>numbers below the schema's limit</source>
   <translation>nombres sous la limite du schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>numbers above the schema's limit</source>
   <translation>nombres au-dessus de la limite du schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>identifiers written more than once</source>
   <translation>identifiants en double</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>SIREN with a wrong key</source>
   <translation>SIREN dont la clé est fausse</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>longitude and latitude swapped</source>
   <translation>longitude et latitude inversées</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>coordinates in Lambert-93</source>
   <translation>coordonnées en Lambert-93</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>coordinates in Lambert-93, north before east</source>
   <translation>coordonnées en Lambert-93, nord avant est</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>places without a position in France</source>
   <translation>lieux sans position en France</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>coordinates with few decimals</source>
   <translation>coordonnées avec peu de décimales</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE codes that are the postal code of the address</source>
   <translation>codes INSEE qui sont le code postal de l’adresse</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE codes that no commune of the layer has</source>
   <translation>codes INSEE qu’aucune commune de la couche n’a</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE codes of another commune</source>
   <translation>codes INSEE d’une autre commune</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>places in no commune of the layer</source>
   <translation>lieux qui ne sont dans aucune commune de la couche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>places that repeat another</source>
   <translation>lieux en doublon d’un autre</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>dates in the future</source>
   <translation>dates dans le futur</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>dates more than five years old</source>
   <translation>dates de plus de cinq ans</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>closed places</source>
   <translation>lieux fermés</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>places whose parking capacity is not known</source>
   <translation>lieux dont le nombre de places est inconnu</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>texts that lost their accents</source>
   <translation>textes qui ont perdu leurs accents</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Place</source>
   <translation>Lieu</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE code of the commune it stands in</source>
   <translation>Code INSEE de la commune où il se trouve</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Commune it stands in</source>
   <translation>Commune où il se trouve</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE code and location agree</source>
   <translation>Code INSEE et emplacement concordent</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Repeats the place</source>
   <translation>Doublon du lieu</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Distance to the place it repeats (m)</source>
   <translation>Distance au lieu dont il est le doublon (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>INSEE code, proposed</source>
   <translation>Code INSEE proposé</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Type, proposed</source>
   <translation>Type proposé</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Date, proposed</source>
   <translation>Date proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Open, proposed</source>
   <translation>Ouvert, valeur proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>SIREN of the producer, proposed</source>
   <translation>SIREN du producteur proposé</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Parking places, proposed</source>
   <translation>Places de stationnement, valeur proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Places for disabled people, proposed</source>
   <translation>Places PMR, valeur proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Longest stay, proposed (min)</source>
   <translation>Durée maximale de stationnement, valeur proposée (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Lit at night, proposed</source>
   <translation>Éclairage nocturne, valeur proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Longitude, proposed (°)</source>
   <translation>Longitude proposée (°)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Latitude, proposed (°)</source>
   <translation>Latitude proposée (°)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>How the coordinates were read</source>
   <translation>Comment les coordonnées ont été lues</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Errors and warnings</source>
   <translation>Erreurs et avertissements</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>What was found</source>
   <translation>Ce qui a été trouvé</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Usable: open, and repeats no other</source>
   <translation>Utilisable : ouvert, et doublon d’aucun autre</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Line of the file</source>
   <translation>Ligne du fichier</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>File</source>
   <translation>Fichier</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Version of the schema</source>
   <translation>Version du schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Column</source>
   <translation>Colonne</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Value as written</source>
   <translation>Valeur d’origine</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>Problem</source>
   <translation>Problème</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Severity</source>
   <translation>Gravité</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Proposed value</source>
   <translation>Valeur proposée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>closed, or repeats another</source>
   <translation>fermé, ou doublon d’un autre</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_layers.py" />
   <source>nothing to check</source>
   <translation>rien à vérifier</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_places.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>not usable: closed, or repeating another area</source>
   <translation>non utilisable : fermée, ou doublon d’une autre aire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_places.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>The layer “{layer}” has no usable area: all are closed or repeat others.</source>
   <translation>La couche « {layer} » n’a aucune aire utilisable : toutes sont fermées ou en doublon.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_places.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>No feature of the layer “{layer}” has a road of the network within {reach} m. Check the CRS of both, and that the network covers the layer.</source>
   <translation>Aucune entité de la couche « {layer} » n’a de route du réseau à moins de {reach} m. Vérifiez le SCR des deux, et que le réseau couvre la couche.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_places.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>no road within {reach} m</source>
   <translation>pas de route à moins de {reach} m</translation>
  </message>
  <message>
   <location filename="../processing/carpool/area_places.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Layer “{layer}”: {ids} stand on a small part of the network that does not connect with the rest; almost nobody reaches them. Check the roads there.</source>
   <translation>Couche « {layer} » : {ids} sont sur un petit morceau du réseau qui n’est pas relié au reste ; presque personne ne les atteint. Vérifiez les routes à cet endroit.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Catchment of carpool areas</source>
   <translation>Desserte des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Draws from where each carpool area is reached within given times, by car, by bike or on foot, and counts the people and the workers there. With a layer of people it also says which area is the nearest to each place, who has none in time, and groups those places from the heaviest to the lightest.

Times are driven towards the area, on the prepared network, without congestion nor waiting at junctions: true times are a little longer than said. Areas are the reached roads widened on each side; a road that takes longer than the threshold is never inside. The way from a place to its nearest road is not counted.

People of overlapping areas are counted in each: totals do not add up; the coverage counts everyone once.</source>
   <translation>Dessine d’où chaque aire de covoiturage est atteinte en des temps donnés, en voiture, à vélo ou à pied, et y compte les habitants et les actifs. Avec une couche de population, dit aussi quelle aire est la plus proche de chaque lieu et qui n’en a pas à temps, et regroupe ces lieux du plus peuplé au moins peuplé.

Les temps sont ceux du trajet vers l’aire, sur le réseau préparé, sans congestion ni attente aux carrefours : les vrais temps sont un peu plus longs. Les zones sont les routes atteintes, élargies de chaque côté ; une route qui demande plus de temps que le seuil n’est jamais dedans. Le trajet d’un lieu à sa route la plus proche n’est pas compté.

Les habitants de zones qui se recouvrent sont comptés dans chacune : les totaux ne s’additionnent pas ; la couverture compte chacun une seule fois.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Dijkstra towards each area on the prepared network; reached roads widened on each side, roads beyond the threshold cut out.</source>
   <translation>Dijkstra vers chaque aire sur le réseau préparé ; routes atteintes élargies de chaque côté, routes au-delà du seuil découpées.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>carpool</source>
   <translation>covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>isochrone</source>
   <translation>isochrone</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>catchment</source>
   <translation>desserte</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>coverage</source>
   <translation>couverture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>accessibility</source>
   <translation>accessibilité</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Catchments</source>
   <translation>Zones de desserte</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>One polygon for each area and threshold, with the people and workers there.</source>
   <translation>Un polygone par aire et par seuil, avec les habitants et les actifs qui s’y trouvent.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Nearest area of each place</source>
   <translation>Aire la plus proche de chaque lieu</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>The layer of people with the nearest area, its travel time, and whether it is in time.</source>
   <translation>La couche de population avec l’aire la plus proche, le temps pour y aller, et si elle est atteinte à temps.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>People without an area in time</source>
   <translation>Population sans aire à temps</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Neighbouring places that no area serves, grouped and ranked by their workers, else their inhabitants.</source>
   <translation>Lieux voisins qu’aucune aire ne dessert, groupés et classés par leurs actifs, sinon par leurs habitants.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Map</source>
   <translation>Carte</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Picture (*.png)</source>
   <translation>Image (*.png)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Catchments, areas, and people without one.</source>
   <translation>Zones de desserte, aires, et population sans aire.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Points. With the field “usable” of “Import and check carpool areas”, only the usable ones are taken: open, and repeating no other.</source>
   <translation>Points. Avec le champ « usable » d’« Importer et vérifier des aires de covoiturage », seules les aires utilisables sont prises : ouvertes, et doublons d’aucune autre.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Identifier of the areas</source>
   <translation>Identifiant des aires</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Written in the results. Empty: area_id, id_lieu or id_local when there is one, else the feature id.</source>
   <translation>Inscrit dans les résultats. Vide : area_id, id_lieu ou id_local s’il y en a un, sinon l’identifiant de l’entité.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Thresholds (min)</source>
   <translation>Seuils (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Travel times, separated by commas; at most 8.</source>
   <translation>Temps de trajet, séparés par des virgules ; 8 au plus.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>In time means within (min)</source>
   <translation>À temps veut dire en moins de (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>For the coverage and the people without an area: 10 minutes by car, as a convention.</source>
   <translation>Pour la couverture et la population sans aire : 10 minutes en voiture, par convention.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>People</source>
   <translation>Population</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Cells (Filosofi, 200 m), IRIS, addresses: taken at their centre. A commune as one place is too coarse.</source>
   <translation>Carreaux (Filosofi, 200 m), IRIS, adresses : pris en leur centre. Une commune réduite à un seul lieu est trop grossière.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Reach of the network (m)</source>
   <translation>Portée du réseau (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>An area or a place farther than this from a road it may use is not on the network.</source>
   <translation>Une aire ou un lieu plus loin que cela d’une route qu’il peut emprunter n’est pas sur le réseau.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Width drawn on each side of the roads (m)</source>
   <translation>Largeur dessinée de chaque côté des routes (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Only for the drawing: people are counted by their travel time.</source>
   <translation>Pour le dessin seulement : la population est comptée selon son temps de trajet.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Catchments of carpool areas</source>
   <translation>Zones de desserte des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Places that no area serves in time, grouped with those within 300 m or touching them.</source>
   <translation>Lieux qu’aucune aire ne dessert à temps, groupés avec ceux à moins de 300 m ou qui les touchent.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Share of the people with an area in time (%)</source>
   <translation>Part de la population avec une aire à temps (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>People with an area in time</source>
   <translation>Population avec une aire à temps</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>People without</source>
   <translation>Population sans aire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>People without a road within reach</source>
   <translation>Population sans route à portée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Mean time to the nearest area (min)</source>
   <translation>Temps moyen jusqu’à l’aire la plus proche (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Inhabitants of each place.</source>
   <translation>Nombre d’habitants de chaque lieu.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Workers field</source>
   <translation>Champ des actifs</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Workers living at each place, or those who go to work by car. They rank the gaps when given.</source>
   <translation>Actifs qui habitent chaque lieu, ou ceux qui vont au travail en voiture. S’ils sont donnés, ils classent les lieux sans aire.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>THRESHOLDS: write 1 to 8 times in minutes, from 0.1 to 240, for example 5, 10, 15.</source>
   <translation>THRESHOLDS : écrivez de 1 à 8 temps en minutes, de 0.1 à 240, par exemple 5, 10, 15.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>The nearest area and the people without one need the layer of people (DEMAND).</source>
   <translation>L’aire la plus proche et la population sans aire demandent la couche de population (DEMAND).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>The layer “{layer}” needs the field of its inhabitants or of its workers.</source>
   <translation>Pour la couche « {layer} », il faut le champ de ses habitants ou celui de ses actifs.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Nearest carpool area</source>
   <translation>Aire de covoiturage la plus proche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Dijkstra from all the areas at once, towards them.</source>
   <translation>Dijkstra de toutes les aires à la fois, vers elles.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>People without a carpool area in time</source>
   <translation>Population sans aire de covoiturage à temps</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <source>Coverage: {share} % of the {what} ({inside} of {total}) have an area within {minutes} min; {lost} are farther than the reach from any road.</source>
   <translation>Couverture : {share} % des {what} ({inside} sur {total}) ont une aire en moins de {minutes} min ; {lost} sont hors de portée de toute route.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/access_inputs.py" />
   <source>{count} places have no number of {what}: they count for nobody, not for zero.</source>
   <translation>{count} lieux n’ont pas de nombre d’{what} : ils ne comptent pour personne, pas pour zéro.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolcatchment.py" />
   <location filename="../processing/cycling/access_inputs.py" />
   <source>Layer “{layer}”, field “{field}”: {count} negative values count as unknown.</source>
   <translation>Couche « {layer} », champ « {field} » : {count} valeur(s) négative(s), considérée(s) comme inconnue(s).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Carpool demand</source>
   <translation>Potentiel des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Who could carpool through each area: workers who go to work by car, whose area is near home and hardly off their way. It takes INSEE's file of flows from home to work (MOBPRO, of 1 GB, read in blocks, or its archive as it is) or any table of flows between communes.

An area is usable for a flow when it is within 10 minutes of home, when going by it adds 5 minutes at most, and when work is 15 km away or more along the roads: all three can be changed. Workers go to the usable area of least detour, or are shared between the usable ones. Workers of the survey are weights: they are added up, never counted by rows, and INSEE asks for caution under 200.

How many of them would carpool is an assumption: no source gives it. The default shares (3, 5 and 8 % by distance) are a table to replace by your own. So are the crew and the share of places taken, from which come the places needed and the cars left for one place (above 1, the area is too small).

With cells of workers and jobs, a commune is spread over them; without, it is one point, and areas near home are told badly in large communes. Flows inside a commune, abroad, by other means or of a commune that the layer has not are left out, and the log says how many workers each: give communes all around the territory. Travel times are without congestion. This is screening: counts in the areas are surer.</source>
   <translation>Qui pourrait covoiturer par chaque aire : les actifs qui vont travailler en voiture, dont l’aire est près du domicile et presque sur leur trajet. L’outil lit le fichier de l’Insee des flux domicile-travail (MOBPRO, 1 Go, lu par blocs, ou son archive telle quelle), ou toute table de flux entre communes.

Une aire est utilisable pour un flux si elle est à moins de 10 minutes du domicile, si y passer ajoute 5 minutes au plus, et si le travail est à 15 km ou plus par la route : les trois se changent. Les actifs vont à l’aire utilisable du moindre détour, ou sont partagés entre celles qui le sont. Les actifs de l’enquête sont des poids : ils sont additionnés, jamais comptés par lignes, et l’Insee demande de la prudence sous 200.

Combien covoitureraient est une hypothèse : aucune source ne le donne. Les parts par défaut (3, 5 et 8 % selon la distance) sont une table à remplacer par la vôtre. De même pour l’équipage et la part de places occupées, d’où viennent les places nécessaires et les voitures laissées par place (au-delà de 1, l’aire est trop petite).

Avec des carreaux d’actifs et d’emplois, une commune est répartie sur eux ; sans, elle est un seul point, et les aires proches du domicile sont mal dites dans les grandes communes. Les flux internes à une commune, vers l’étranger, par d’autres modes ou d’une commune absente de la couche sont laissés de côté, et le journal dit pour combien d’actifs : donnez les communes tout autour du territoire. Les temps sont sans embouteillage. C’est un dépistage : des comptages sur les aires sont plus sûrs.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Detour by the area against the way from home to work, fastest ways by car; flows of INSEE's census or of the table given.</source>
   <translation>Détour par l’aire comparé au trajet du domicile au travail, au plus rapide en voiture ; flux du recensement de l’Insee ou de la table donnée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>home–work</source>
   <translation>domicile-travail</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>flows</source>
   <translation>flux</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>potential</source>
   <translation>potentiel</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>areas</source>
   <translation>aires</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Shares of workers who would carpool</source>
   <translation>Parts des actifs qui covoitureraient</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>CSV: km_min, km_max, share_pct, source. Empty: 3, 5 and 8 % for 15–25, 25–40 and over 40 km: an assumption, no source found.</source>
   <translation>CSV : km_min, km_max, share_pct, source. Vide : 3, 5 et 8 % pour 15 à 25, 25 à 40 et plus de 40 km, une hypothèse, sans source trouvée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Workers with several usable areas</source>
   <translation>Actifs qui ont plusieurs aires utilisables</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>nearest: all go to the area of least detour. split: shared by one over the detour, half a minute at least.</source>
   <translation>nearest : tous vont à l’aire du moindre détour. split : partagés selon l’inverse du détour, d’une demi-minute au moins.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>The areas with their potential, distance to work, detour, places needed, tension and main origins; “Effect of carpool areas” takes potential_users, distance_km and detour_km.</source>
   <translation>Les aires avec leur potentiel, la distance au travail, le détour, les places nécessaires, la tension et les principales origines ; « Effet du covoiturage » prend potential_users, distance_km et detour_km.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Origins</source>
   <translation>Origines</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>A straight line from each commune of residence to each area, with its workers and users.</source>
   <translation>Un trait droit de chaque commune de résidence à chaque aire, avec ses actifs et ses usagers.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Flows</source>
   <translation>Flux</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>A line from home to work for each flow between two communes, with its workers by car: the demand of “Where to put new carpool areas”, objective intercepted_flow.</source>
   <translation>Un trait du domicile au travail pour chaque flux entre deux communes, avec ses actifs en voiture : la demande de « Où mettre de nouvelles aires de covoiturage », objectif intercepted_flow.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Where users come from</source>
   <translation>D’où viennent les usagers</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>A rose of origins for each of the six areas of largest potential: by side and by distance.</source>
   <translation>Une rose des origines pour chacune des six aires au plus grand potentiel : par côté et par distance.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Where those who could carpool come from</source>
   <translation>D’où viennent les covoitureurs possibles</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>carpoolers a day, potential</source>
   <translation>covoitureurs par jour, potentiel</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>From home to the area, at most (min)</source>
   <translation>Du domicile à l’aire, au plus (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>By car, without congestion.</source>
   <translation>En voiture, sans embouteillage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Detour, at most (min)</source>
   <translation>Détour, au plus (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>What going by the area adds to the way from home to work.</source>
   <translation>Ce que passer par l’aire ajoute au trajet du domicile au travail.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>From home to work, at least (km)</source>
   <translation>Du domicile au travail, au moins (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Along the fastest way. Under the first distance of the table of shares, nobody is assumed to carpool.</source>
   <translation>Le long du trajet le plus rapide. Sous la première distance de la table des parts, personne n’est supposé covoiturer.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>People in a car</source>
   <translation>Personnes par voiture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Driver included; the others leave their cars in the area. 2.2 is an assumption.</source>
   <translation>Conducteur compris ; les autres laissent leur voiture sur l’aire. 2,2 est une hypothèse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Share of the places taken (0 to 1)</source>
   <translation>Part des places occupées (0 à 1)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>For the places needed: an area that is full every day turns people away. 0.85 is an assumption.</source>
   <translation>Pour les places nécessaires : une aire pleine chaque jour refuse du monde. 0,85 est une hypothèse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Carpoolers, potential (a day)</source>
   <translation>Covoitureurs potentiels (par jour)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Workers by car past the least distance</source>
   <translation>Actifs en voiture au-delà de la distance minimale</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Of them, with a usable area</source>
   <translation>Dont ceux qui ont une aire utilisable</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Share with a usable area (%)</source>
   <translation>Part de ceux qui ont une aire utilisable (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Workers by car whose commune is not in the layer</source>
   <translation>Actifs en voiture dont la commune n’est pas dans la couche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Give either a file of flows or a table of flows.</source>
   <translation>Donnez soit un fichier de flux, soit une table de flux.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>No flow has a usable area: see how many workers are near an area, past the least distance, and connected by road. Greater thresholds may help.</source>
   <translation>Aucun flux n’a d’aire utilisable : voyez combien d’actifs sont près d’une aire, au-delà de la distance minimale, et reliés par la route. De plus grands seuils peuvent aider.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Origins of the carpool demand</source>
   <translation>Origines du potentiel de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Home–work flows by car</source>
   <translation>Flux domicile-travail en voiture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Flows of INSEE's census or of the table given, between points of the communes.</source>
   <translation>Flux du recensement de l’Insee ou de la table donnée, entre des points des communes.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>No area has a potential: the picture is not drawn.</source>
   <translation>Aucune aire n’a de potentiel : l’image n’est pas dessinée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Distance from home to the area along the roads. Shares who would carpool: {}. Screening.</source>
   <translation>Distance du domicile à l’aire par la route. Parts qui covoitureraient : {}. Dépistage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Workers by car: {long} past the least distance, of whom {usable} have a usable area and {without} no area near home; {short} nearer to work; {unconnected} without a way by road; {unplaced} with no road near home or work.</source>
   <translation>Actifs en voiture : {long} au-delà de la distance minimale, dont {usable} ont une aire utilisable et {without} aucune aire près du domicile ; {short} plus près de leur travail ; {unconnected} sans chemin par la route ; {unplaced} sans route près du domicile ou du travail.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpooldemand.py" />
   <source>Potential: about {users} carpoolers a day (screening, shares are assumptions).</source>
   <translation>Potentiel : environ {users} covoitureurs par jour (dépistage, les parts sont des hypothèses).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Crew of n: (n − 1) ways from the area to work less the detours, twice a day; CO2 by vehicle-kilometre (ADEME); NOx and PM10 of cars by EMEP/EEA 2019 at the mean speed.</source>
   <translation>Équipage de n : (n − 1) trajets de l’aire au travail moins les détours, deux fois par jour ; CO2 au véhicule-kilomètre (ADEME) ; NOx et PM10 des voitures selon EMEP/EEA 2019 à la vitesse moyenne.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Effect of carpool areas</source>
   <translation>Effet du covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Kilometres of cars that carpooling through each area avoids in a year, and their CO2, nitrogen oxides and PM10: from the cars counted in the area, which is surer, or from its potential.

Everybody drives to the area, one car goes on. A crew of n avoids (n − 1) times the way from the area to work, less everybody's detour, both ways, each day. The figure is negative where detours cost more than carpooling avoids, and stays so. Only those who drove alone before avoid anything; a way to the area that somebody did not drive before is not counted.

CO2 by vehicle-kilometre (ADEME): 0.192 kg driven, for a territorial inventory, 0.2176 with the making of the car; factors by passenger-kilometre are refused, as they are already divided. NOx and PM10 by EMEP/EEA for the cars of the fleet; without a fleet, an invented example is used and every output says so.

This is screening. The crew and the days are assumptions: the low and the high say what they change. Cars counted on one day may wait for something else than carpooling.</source>
   <translation>Kilomètres de voiture que le covoiturage évite en un an par chaque aire, avec leurs CO2, oxydes d’azote et PM10 : d’après les voitures comptées sur l’aire, ce qui est plus sûr, ou d’après son potentiel.

Chacun vient en voiture jusqu’à l’aire, une seule voiture continue. Un équipage de n évite (n − 1) fois le trajet de l’aire au travail, moins le détour de chacun, aller et retour, chaque jour. Le chiffre est négatif là où les détours coûtent plus que le covoiturage n’évite, et il le reste. Seuls ceux qui roulaient seuls auparavant évitent quelque chose ; un trajet vers l’aire qui ne se faisait pas en voiture auparavant n’est pas compté.

CO2 au véhicule-kilomètre (ADEME) : 0,192 kg en roulant, pour un inventaire territorial, 0,2176 avec la fabrication de la voiture ; les facteurs au passager-kilomètre sont refusés, car ils sont déjà divisés. NOx et PM10 selon EMEP/EEA pour les voitures du parc ; sans parc, un exemple inventé est pris et chaque sortie le dit.

C’est un dépistage. L’équipage et les jours sont des hypothèses : la valeur basse et la valeur haute disent ce qu’elles changent. Des voitures comptées un jour peuvent être là pour autre chose que le covoiturage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>carpooling</source>
   <translation>covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>One feature for each area, with its potential or its count of cars.</source>
   <translation>Une entité par aire, avec son potentiel ou son comptage de voitures.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>What CO2 is counted</source>
   <translation>CO2 compté</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>use: what cars emit on the road. lifecycle: the making of cars too.</source>
   <translation>use : ce que les voitures émettent sur la route. lifecycle : la fabrication des voitures aussi.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 factors of cars</source>
   <translation>Facteurs de CO2 des voitures</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CSV with mode, use_kgco2e_per_veh_km, construction_kgco2e_per_veh_km, unit (veh.km), source; its first line is used. Without it, the combustion car of ADEME.</source>
   <translation>CSV avec mode, use_kgco2e_per_veh_km, construction_kgco2e_per_veh_km, unit (veh.km), source ; sa première ligne est prise. Sans lui, la voiture thermique de l’ADEME.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Mean speed (km/h)</source>
   <translation>Vitesse moyenne (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Of the ways that are avoided, for nitrogen oxides and particles.</source>
   <translation>Celle des trajets évités, pour les oxydes d’azote et les particules.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>The areas with their fields, what was used, and what they avoid in a year.</source>
   <translation>Les aires avec leurs champs, ce qui a été pris, et ce qu’elles évitent en un an.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Way from the area to work where unknown (km)</source>
   <translation>Trajet de l’aire au travail là où il est inconnu (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Used only where the layer says nothing, and marked “défaut”. Empty, such an area is left out.</source>
   <translation>Pris seulement là où la couche ne dit rien, et marqué « défaut ». Vide, une telle aire est écartée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Detour: field (km)</source>
   <translation>Détour : champ (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Mean km that going by the area adds to each car's way, one way: detour_km of “Carpool demand”.</source>
   <translation>Km que le passage par l’aire ajoute en moyenne au trajet de chaque voiture, à l’aller : detour_km de « Potentiel des aires de covoiturage ».</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Detour where unknown (km)</source>
   <translation>Détour là où il est inconnu (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Used where the layer says nothing. At 0, what is avoided is the most that it can be.</source>
   <translation>Pris là où la couche ne dit rien. À 0, ce qui est évité est le plus qu’il puisse être.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Carpoolers (a day)</source>
   <translation>Covoitureurs (par jour)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Way from the area to work used (km)</source>
   <translation>Trajet de l’aire au travail utilisé (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Detour used (km)</source>
   <translation>Détour utilisé (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>From a count or a potential</source>
   <translation>D’après un comptage ou un potentiel</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Where distance and detour come from</source>
   <translation>Origine de la distance et du détour</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Vehicle-kilometres avoided (a year)</source>
   <translation>Véhicules-kilomètres évités (par an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 avoided (kg/year)</source>
   <translation>CO2 évité (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 avoided, low (kg/year)</source>
   <translation>CO2 évité, valeur basse (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 avoided, high (kg/year)</source>
   <translation>CO2 évité, valeur haute (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Nitrogen oxides avoided (kg/year)</source>
   <translation>Oxydes d’azote évités (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>PM10 avoided (kg/year)</source>
   <translation>PM10 évitées (kg/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>CO2 avoided (t/year)</source>
   <translation>CO2 évité (t/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 avoided, low (t/year)</source>
   <translation>CO2 évité, valeur basse (t/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2 avoided, high (t/year)</source>
   <translation>CO2 évité, valeur haute (t/an)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Carpoolers a day: field</source>
   <translation>Covoitureurs par jour : champ</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>People a day who would carpool through the area, drivers among them, one way: potential_users of “Carpool demand”.</source>
   <translation>Personnes qui covoitureraient chaque jour par l’aire, conducteurs compris, à l’aller : potential_users de « Potentiel des aires de covoiturage ».</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Cars counted in the area: field</source>
   <translation>Voitures comptées sur l’aire : champ</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Cars left in the area on a working day. Where it says something, it goes before the potential; 0 is a count.</source>
   <translation>Voitures laissées sur l’aire un jour ouvré. Là où le champ dit quelque chose, il passe avant le potentiel ; 0 est un comptage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Way from the area to work: field (km)</source>
   <translation>Trajet de l’aire au travail : champ (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Mean km by car, weighted by those who go: distance_km of “Carpool demand”.</source>
   <translation>Km moyens en voiture, pondérés par ceux qui y vont : distance_km de « Potentiel des aires de covoiturage ».</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>The crew that goes on from the area, driver included. 2.2 is an assumption.</source>
   <translation>L’équipage qui continue depuis l’aire, conducteur compris. 2,2 est une hypothèse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Days a year</source>
   <translation>Jours par an</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Days on which each one carpools. 80.5: 3.5 trips a week (ADEME and Inddigo 2015, users of areas), two trips a day, 46 weeks.</source>
   <translation>Jours où chacun covoiture. 80,5 : 3,5 trajets par semaine (ADEME et Inddigo 2015, usagers des aires), deux trajets par jour, 46 semaines.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Share who drove alone before (0 to 1)</source>
   <translation>Part de ceux qui roulaient seuls auparavant (0 à 1)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>The others came by train, bus or as passengers, and avoid nothing. 1 is an assumption that flatters.</source>
   <translation>Les autres venaient en train, en bus ou comme passagers, et n’évitent rien. 1 est une hypothèse flatteuse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Crew, more or less</source>
   <translation>Équipage, plus ou moins</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>For the low and the high. Assumption.</source>
   <translation>Pour la valeur basse et la valeur haute. Hypothèse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Days, more or less (%)</source>
   <translation>Jours, plus ou moins (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Choose the field of the carpoolers, or that of the cars counted in the area.</source>
   <translation>Choisissez le champ des covoitureurs, ou celui des voitures comptées sur l’aire.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Choose the field of the way from the area to work, or give its mean length in km.</source>
   <translation>Choisissez le champ du trajet de l’aire au travail, ou donnez sa longueur moyenne en km.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>no potential and no count of cars</source>
   <translation>ni potentiel ni comptage de voitures</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>no distance from the area to work</source>
   <translation>sans distance de l’aire au travail</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>No area of the layer “{layer}” has both a number (carpoolers or cars counted) and a distance to work. Choose their fields, or give a default distance.</source>
   <translation>Aucune aire de la couche « {layer} » n’a à la fois un nombre (covoitureurs ou voitures comptées) et une distance au travail. Choisissez leurs champs, ou donnez une distance par défaut.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Avoided: about {middle} t of CO2 a year, between {low} and {high} (screening, from assumptions).</source>
   <translation>Évité : environ {middle} t de CO2 par an, entre {low} et {high} (dépistage, d’après des hypothèses).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>CO2: {mode}, {kg} kg for a vehicle-kilometre ({scope}), {source}.</source>
   <translation>CO2 : {mode}, {kg} kg par véhicule-kilomètre ({scope}), {source}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Assumptions: {crew} people in a car (± {crew_range}), {days} days a year (± {days_range} %), {share} of them drove alone before. Screening.</source>
   <translation>Hypothèses : {crew} personnes par voiture (± {crew_range}), {days} jours par an (± {days_range} %), part de ceux qui roulaient seuls auparavant : {share}. Dépistage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>Layer “{layer}”: the detour of {count} areas is unknown and taken as 0; what they avoid is the most that it can be.</source>
   <translation>Couche « {layer} » : le détour de {count} aires est inconnu et pris égal à 0 ; ce qu’elles évitent est le plus que cela puisse être.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolimpact.py" />
   <source>{count} areas cost more kilometres than they avoid: the detours are long, or work is near.</source>
   <translation>{count} aires coûtent plus de kilomètres qu’elles n’en évitent : les détours sont longs, ou le travail est proche.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Where to put new carpool areas</source>
   <translation>Où mettre de nouvelles aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Chooses, among candidate sites, the new areas that serve the most beside the existing ones, for a number of areas or a budget. The choice is the exact optimum (integer programming); when it could not be proved in the time given, the gap to the best possible is said. A curve shows what each more area brings, and beside it, for a number of areas without capacity, the usual choice of one at a time.

Objectives: coverage – people within MAX_TIME of an open area (Church and ReVelle 1974); intercepted_flow – trips from home to work that can pass by an open area with a small detour (Hodgson 1990): the demand is then lines from home to work; mean_time – the shortest mean time to the nearest open area (p-median).

The optimum is that of the model: what makes a good site (land, visibility, left turn, lighting) is for you to judge. Look at the candidates next to the chosen ones too.</source>
   <translation>Choisit, parmi des sites candidats, les nouvelles aires qui desservent le plus à côté des aires existantes, pour un nombre d’aires ou un budget. Le choix est l’optimum exact (programmation en nombres entiers) ; s’il n’a pas pu être prouvé dans le temps donné, l’écart au meilleur possible est dit. Une courbe montre ce qu’apporte chaque aire de plus et, à côté, pour un nombre d’aires sans capacité, le choix habituel d’une aire à la fois.

Objectifs : coverage – la population à moins de MAX_TIME d’une aire ouverte (Church et ReVelle 1974) ; intercepted_flow – les trajets domicile-travail qui peuvent passer par une aire ouverte avec un petit détour (Hodgson 1990) : la demande est alors faite de lignes du domicile au travail ; mean_time – le plus court temps moyen jusqu’à l’aire ouverte la plus proche (p-médian).

L’optimum est celui du modèle : ce qui fait un bon site (foncier, visibilité, tourne-à-gauche, éclairage), c’est à vous d’en juger. Regardez aussi les candidats voisins de ceux qui sont retenus.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>siting</source>
   <translation>implantation</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/carpool/siting_layers.py" />
   <source>optimum</source>
   <translation>optimum</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Sites</source>
   <translation>Sites</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Candidates and existing areas: new, existing or not chosen; from how many areas on each is chosen; what it serves.</source>
   <translation>Candidats et aires existantes : nouveaux, existants ou non retenus ; à partir de combien d’aires chacun est retenu ; ce qu’il dessert.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>What each more area brings</source>
   <translation>Ce qu’apporte chaque aire de plus</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>A table: for 1, 2… areas (or tenths of the budget), the optimum, the step-by-step choice, the gap.</source>
   <translation>Une table : pour 1, 2… aires (ou dixièmes du budget), l’optimum, le choix pas à pas, l’écart.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Curve</source>
   <translation>Courbe</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The same as a chart.</source>
   <translation>La même chose en graphique.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Demand</source>
   <translation>Demande</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Points or cells with people; for intercepted_flow, lines drawn from home to work, as “Carpool demand” writes them.</source>
   <translation>Points ou carreaux avec leur population ; pour intercepted_flow, lignes tracées du domicile au travail, comme les écrit « Potentiel des aires de covoiturage ».</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Weight field</source>
   <translation>Champ du poids</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>People, workers or daily trips of each feature. Features without a number are left out and counted.</source>
   <translation>Habitants, actifs ou trajets quotidiens de chaque entité. Les entités sans nombre sont écartées et comptées.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Candidate sites</source>
   <translation>Sites candidats</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Car parks of more than 20 places, interchanges, public land, supermarkets…</source>
   <translation>Parkings de plus de 20 places, échangeurs, terrains publics, supermarchés…</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Identifier of the candidates</source>
   <translation>Identifiant des candidats</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Written in the results. Empty: the feature id.</source>
   <translation>Inscrit dans les résultats. Vide : l’identifiant de l’entité.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Existing areas</source>
   <translation>Aires existantes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Always open, at no cost, not counted in COUNT. Those found not usable by “Import and check carpool areas” are left out.</source>
   <translation>Toujours ouvertes, sans coût, non comptées dans COUNT. Celles qu’« Importer et vérifier des aires de covoiturage » a trouvées non utilisables sont écartées.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Objective</source>
   <translation>Objectif</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>coverage: people in time; intercepted_flow: trips that can pass by; mean_time: shortest mean time.</source>
   <translation>coverage : population à temps ; intercepted_flow : trajets qui peuvent passer par une aire ; mean_time : le plus court temps moyen.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/carpool/siting_layers.py" />
   <source>New areas</source>
   <translation>Nouvelles aires</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>How many new areas. Give this, or a budget.</source>
   <translation>Combien de nouvelles aires. Donnez ce nombre, ou un budget.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Budget</source>
   <translation>Budget</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>What the new areas may cost together. Coverage and intercepted_flow only.</source>
   <translation>Ce que les nouvelles aires peuvent coûter ensemble. Seulement pour coverage et intercepted_flow.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Longest time to an area (min)</source>
   <translation>Temps maximal jusqu’à une aire (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>From home to the area. For mean_time, people farther than this from every open area count at this time.</source>
   <translation>Du domicile à l’aire. Pour mean_time, ceux qui sont plus loin que cela de toute aire ouverte comptent pour ce temps.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Longest detour (min)</source>
   <translation>Détour maximal (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>intercepted_flow: time home–area–work less time home–work.</source>
   <translation>intercepted_flow : temps domicile–aire–travail moins temps domicile–travail.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Shortest trip (km)</source>
   <translation>Trajet minimal (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>intercepted_flow: shorter trips by road are left out: nobody carpools over them by an area.</source>
   <translation>intercepted_flow : les trajets plus courts par la route sont écartés : personne n’y covoiture en passant par une aire.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Weigh trips by their length</source>
   <translation>Pondérer les trajets par leur longueur</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>intercepted_flow: vehicle-kilometres rather than trips.</source>
   <translation>intercepted_flow : des véhicules-kilomètres plutôt que des trajets.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>A site or a place farther than this from a road it may use is left out.</source>
   <translation>Un site ou un lieu plus loin que cela d’une route qu’il peut emprunter est écarté.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Reach of the ends of trips (m)</source>
   <translation>Portée des bouts de trajet (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>intercepted_flow: a line whose home or work is farther than this from a road is left out; a commune is one point, often in a field.</source>
   <translation>intercepted_flow : une ligne dont le domicile ou le travail est plus loin que cela d’une route est écartée ; une commune est un seul point, souvent dans un champ.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Time for each optimum (s)</source>
   <translation>Temps pour chaque optimum (s)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Past it, the best choice found is given with its gap. It cannot be interrupted in between.</source>
   <translation>Passé ce temps, le meilleur choix trouvé est donné avec son écart. Le calcul ne peut pas être interrompu entre-temps.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Optimum proved.</source>
   <translation>Optimum démontré.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Sites for carpool areas</source>
   <translation>Sites pour des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/cycling/access_inputs.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>no weight, or a negative one</source>
   <translation>poids absent ou négatif</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Demand served</source>
   <translation>Demande desservie</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Share of the demand served (%)</source>
   <translation>Part de la demande desservie (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Share served by the existing areas (%)</source>
   <translation>Part desservie par les aires existantes (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Gap to the optimum, at most (%)</source>
   <translation>Écart à l’optimum, au plus (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>1 when the optimum is proved</source>
   <translation>1 si l’optimum est démontré</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>New areas chosen</source>
   <translation>Nouvelles aires retenues</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Cost field</source>
   <translation>Champ du coût</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Cost of each candidate, in the unit of BUDGET. Needed with a budget.</source>
   <translation>Coût de chaque candidat, dans l’unité de BUDGET. Nécessaire avec un budget.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Capacity field</source>
   <translation>Champ de la capacité</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>How much of the demand each candidate can hold, in the unit of the weight. Existing areas use the field of the same name; without a number they have no limit. Only with COUNT.</source>
   <translation>Ce que chaque candidat peut accueillir de la demande, dans l’unité du poids. Les aires existantes prennent le champ de même nom ; sans nombre, elles n’ont pas de limite. Seulement avec COUNT.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Give either COUNT, a number of new areas, or BUDGET, not both.</source>
   <translation>Donnez soit COUNT, un nombre de nouvelles aires, soit BUDGET, pas les deux.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>A budget needs the field of the cost of the candidates (COST_FIELD).</source>
   <translation>Un budget demande le champ du coût des candidats (COST_FIELD).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>A budget serves coverage and intercepted_flow without capacity. Give COUNT instead.</source>
   <translation>Un budget convient à coverage et à intercepted_flow sans capacité. Donnez plutôt COUNT.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Capacities are not minded with mean_time. Choose coverage, or leave CAPACITY_FIELD empty.</source>
   <translation>Les capacités ne sont pas prises en compte avec mean_time. Choisissez coverage, ou laissez CAPACITY_FIELD vide.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>The optimum for each step, solved by itself.</source>
   <translation>L’optimum de chaque étape, résolu pour elle-même.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>No candidate of the layer “{layer}” is on the network. Check the CRS of both, and the reach.</source>
   <translation>Aucun candidat de la couche « {layer} » n’est sur le réseau. Vérifiez le SCR des deux, et la portée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>The demand “{layer}” does not suit the objective {objective}: intercepted_flow takes lines from home to work, the others points or polygons.</source>
   <translation>La demande « {layer} » ne convient pas à l’objectif {objective} : intercepted_flow prend des lignes du domicile au travail, les autres des points ou des polygones.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>The demand “{layer}” has no weight: all are missing or zero in the field {field}.</source>
   <translation>La demande « {layer} » n’a aucun poids : tous sont absents ou nuls dans le champ {field}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>No line of “{layer}” has a road within reach at both ends and a way between them. Check the network, the CRS of both, and END_REACH_M.</source>
   <translation>Aucune ligne de « {layer} » n’a de route à portée à ses deux bouts et de chemin entre les deux. Vérifiez le réseau, le SCR des deux, et END_REACH_M.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>No trip of “{layer}” is as long as MIN_KM by road. Lower it, or check the lines.</source>
   <translation>Aucun trajet de « {layer} » n’atteint MIN_KM par la route. Baissez-le, ou vérifiez les lignes.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>The optimum is proved.</source>
   <translation>L’optimum est démontré.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Optimum not proved: gap {gap} %.</source>
   <translation>Optimum non démontré : écart de {gap} %.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>{long} of {all} lines are as long as MIN_KM by road: {weight} of {total}.</source>
   <translation>{long} lignes sur {all} atteignent MIN_KM par la route : {weight} sur {total}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Served: {before} % by the existing areas, {after} % with {count} new ones.</source>
   <translation>Desservis : {before} % par les aires existantes, {after} % avec {count} nouvelles aires.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Mean time of those served: {after} min.</source>
   <translation>Temps moyen de ceux qui sont desservis : {after} min.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Layer “{layer}”: {count} lines ({weight} of {total}) have no road within reach of an end, or no way between: their length is unknown, and they are left out of the total.</source>
   <translation>Couche « {layer} » : {count} lignes ({weight} sur {total}) n’ont pas de route à portée d’un bout, ou pas de chemin entre les deux : leur longueur est inconnue, et elles sont écartées du total.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Layer “{layer}”: {count} features ({weight} of {total}) have no road within reach or no way: no site can serve them; they stay in the total.</source>
   <translation>Couche « {layer} » : {count} entités ({weight} sur {total}) n’ont pas de route à portée ou pas de chemin : aucun site ne peut les desservir ; elles restent dans le total.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>Chosen one at a time, the same number of areas would serve {greedy} %.</source>
   <translation>Choisies une à une, autant d’aires desserviraient {greedy} %.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>The optimum is not proved: the best possible is at most {gap} % better.</source>
   <translation>L’optimum n’est pas démontré : le mieux possible est meilleur de {gap} % au plus.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>no {field}</source>
   <translation>sans {field}</translation>
  </message>
  <message>
   <location filename="../processing/carpool/carpoolsiting.py" />
   <source>With the existing areas alone: {before} min.</source>
   <translation>Avec les seules aires existantes : {before} min.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>too far</source>
   <translation>trop loin</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>by car</source>
   <translation>en voiture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>by bike</source>
   <translation>à vélo</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>on foot</source>
   <translation>à pied</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Times without congestion. Atlas PCAET.</source>
   <translation>Temps sans congestion. Atlas PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>in time</source>
   <translation>à temps</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>no road within reach</source>
   <translation>pas de route à portée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>no way to an area</source>
   <translation>aucun chemin vers une aire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>carpool areas</source>
   <translation>aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>workers</source>
   <translation>actifs</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Area</source>
   <translation>Aire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Within (min)</source>
   <translation>En moins de (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/network/network_parameter.py" />
   <source>Means of travel</source>
   <translation>Mode de déplacement</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/cycling/access_layers.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Inhabitants</source>
   <translation>Habitants</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Workers</source>
   <translation>Actifs</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Roads reached (km)</source>
   <translation>Routes atteintes (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Surface drawn (km²)</source>
   <translation>Surface dessinée (km²)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Nearest area</source>
   <translation>Aire la plus proche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Time to it (min)</source>
   <translation>Temps pour y aller (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Served</source>
   <translation>Desserte</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Rank of its group without an area</source>
   <translation>Rang de son groupe sans aire</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Distance to the road (m)</source>
   <translation>Distance à la route (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>Carpool areas: who reaches them, {mode}</source>
   <translation>Aires de covoiturage : qui les atteint, {mode}</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>people without an area within {minutes} min</source>
   <translation>habitants sans aire à moins de {minutes} min</translation>
  </message>
  <message>
   <location filename="../processing/carpool/catchment_layers.py" />
   <source>{minutes} min</source>
   <translation>{minutes} min</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Points, existing or planned. Of the output of “Import and check carpool areas”, only those that are usable are taken.</source>
   <translation>Points, existants ou prévus. De la sortie de « Importer et vérifier des aires de covoiturage », seuls ceux qui sont utilisables sont pris.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Identifier field</source>
   <translation>Champ identifiant</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Names the area in the lines of origins. Empty: area_id, id_lieu or id_local, else the number of the feature.</source>
   <translation>Nomme l’aire dans les lignes d’origines. Vide : area_id, id_lieu ou id_local, sinon le numéro de l’entité.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Parking places field</source>
   <translation>Champ des places</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>For the tension. Empty: proposed_nbre_pl, else nbre_pl, where the layer has it.</source>
   <translation>Pour la tension. Vide : proposed_nbre_pl, sinon nbre_pl, si la couche l’a.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Flows from home to work (file)</source>
   <translation>Flux domicile-travail (fichier)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>CSV or its archive (*.csv *.txt *.zip)</source>
   <translation>CSV ou son archive (*.csv *.txt *.zip)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>INSEE's detail file FD_MOBPRO_YYYY.csv or its archive, INSEE's table of flows (CODGEO, DCLT, NBFLUX…), or any CSV with a mapping.</source>
   <translation>Le fichier détail FD_MOBPRO_AAAA.csv de l’Insee ou son archive, la table des flux de l’Insee (CODGEO, DCLT, NBFLUX…), ou tout CSV avec une correspondance.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>…or a table of flows</source>
   <translation>…ou une table de flux</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>A layer or a table of QGIS with the same columns; geometries are not used.</source>
   <translation>Une couche ou une table de QGIS avec les mêmes colonnes ; les géométries ne servent pas.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Columns of the flows</source>
   <translation>Colonnes des flux</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>For example: origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P. Also mode, district (ARM) and foreign (DCFLT). Empty for INSEE's files.</source>
   <translation>Par exemple : origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P. Aussi mode, district (ARM) et foreign (DCFLT). Vide pour les fichiers de l’Insee.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Codes of the car</source>
   <translation>Codes de la voiture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Values of TRANS, separated by commas. 5 where TRANS has six values (bikes apart); 4 in the older bases, where two-wheelers are together and 5 is public transport.</source>
   <translation>Valeurs de TRANS, séparées par des virgules. 5 quand TRANS a six valeurs (vélo à part) ; 4 dans les bases plus anciennes, où les deux-roues sont ensemble et 5 est le transport en commun.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Flows kept</source>
   <translation>Flux gardés</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>either: residence or work in the layer of communes; origin: residence; destination: work. Both must be in it to be placed: this changes only what is counted as left out.</source>
   <translation>either : résidence ou travail dans la couche des communes ; origin : résidence ; destination : travail. Les deux doivent y être pour être placés : cela ne change que ce qui est compté comme laissé de côté.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <source>Communes</source>
   <translation>Communes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Polygons with their INSEE code: the territory and all around it, as far as people come from and go to.</source>
   <translation>Polygones avec leur code INSEE : le territoire et tout autour, aussi loin que l’on en vient et que l’on y va.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>INSEE code field</source>
   <translation>Champ du code INSEE</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The field of the communes that holds the INSEE code.</source>
   <translation>Le champ des communes qui contient le code INSEE.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Commune name field</source>
   <translation>Champ du nom de la commune</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Written in the origins of each area. Empty: the code.</source>
   <translation>Écrit dans les origines de chaque aire. Vide : le code.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Movements of communes (INSEE)</source>
   <translation>Mouvements des communes (Insee)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>INSEE's file of movements (COM_AV, COM_AP): flows of a former commune go to the one that has taken its place.</source>
   <translation>Fichier des mouvements de l’Insee (COM_AV, COM_AP) : les flux d’une ancienne commune vont à celle qui l’a remplacée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>no INSEE code</source>
   <translation>pas de code INSEE</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Where workers live</source>
   <translation>Où vivent les actifs</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Cells or points with a number of workers: the flows of a commune are spread over them. Without, a commune is one point inside it.</source>
   <translation>Carreaux ou points avec un nombre d’actifs : les flux d’une commune y sont répartis. Sans, une commune est un point en son intérieur.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Workers, or people, in each cell. Empty: each cell counts the same.</source>
   <translation>Actifs, ou habitants, de chaque carreau. Vide : chaque carreau compte pareil.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Where jobs are</source>
   <translation>Où sont les emplois</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Cells or points with a number of jobs: the barycentre of those of a commune stands for its work. Without, a point inside it.</source>
   <translation>Carreaux ou points avec un nombre d’emplois : leur barycentre représente le travail de la commune. Sans, un point en son intérieur.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Jobs field</source>
   <translation>Champ des emplois</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Jobs in each cell. Empty: each cell counts the same.</source>
   <translation>Emplois de chaque carreau. Vide : chaque carreau compte pareil.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>No commune of the layer “{layer}” has a code in the field “{field}”. Choose the field of the INSEE code.</source>
   <translation>Aucune commune de la couche « {layer} » n’a de code dans le champ « {field} ». Choisissez le champ du code INSEE.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>“{table}” has no flow by car between two communes of the layer “{layer}”, of {rows} rows ({reasons}). Check CODE_FIELD, CAR_CODES and MAPPING.</source>
   <translation>« {table} » n’a aucun flux en voiture entre deux communes de la couche « {layer} », sur {rows} lignes ({reasons}). Vérifiez CODE_FIELD, CAR_CODES et MAPPING.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>“{table}” has no means of travel {codes}: it has {modes}. Say the code of cars in CAR_CODES.</source>
   <translation>« {table} » n’a pas le mode de transport {codes} : il a {modes}. Dites le code de la voiture dans CAR_CODES.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Residence: {cells} places in {communes} communes, {points} of them as one point; {lost} without a road near. Work: {with_jobs} communes by the barycentre of their jobs, the others as one point.</source>
   <translation>Résidence : {cells} lieux dans {communes} communes, dont {points} en un seul point ; {lost} sans route proche. Travail : {with_jobs} communes par le barycentre de leurs emplois, les autres en un point.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>“{}” is not a number of 0 or more</source>
   <translation>« {} » n’est pas un nombre positif ou nul</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Areas: {count} of {total}, those that are usable (field usable = 1).</source>
   <translation>Aires : {count} sur {total}, celles qui sont utilisables (champ usable = 1).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Parking places: field “{field}”.</source>
   <translation>Places : champ « {field} ».</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>“{table}” has no means of travel: all its workers are counted as if they went by car.</source>
   <translation>« {table} » n’a pas de mode de transport : tous ses actifs sont comptés comme s’ils allaient en voiture.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>Communes that the layer has not, with their workers: {codes}. Give the communes around the territory, and INSEE's movements for former codes.</source>
   <translation>Communes absentes de la couche, avec leurs actifs : {codes}. Donnez les communes autour du territoire, et les mouvements de l’Insee pour les anciens codes.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_inputs.py" />
   <source>TRANS goes from 1 to 5 in “{table}”, as in the older bases, where 4 is the car and 5 public transport: check CAR_CODES.</source>
   <translation>TRANS va de 1 à 5 dans « {table} », comme dans les anciennes bases, où 4 est la voiture et 5 le transport en commun : vérifiez CAR_CODES.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>with caution: fewer than 200 workers</source>
   <translation>avec prudence : moins de 200 actifs</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>200 workers or more</source>
   <translation>200 actifs ou plus</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>the number of workers is not a number</source>
   <translation>le nombre d’actifs n’est pas un nombre</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>no end in the layer of communes</source>
   <translation>aucun bout dans la couche des communes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>not by car</source>
   <translation>pas en voiture</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>work abroad</source>
   <translation>travail à l’étranger</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>the commune of residence is not in the layer</source>
   <translation>la commune de résidence n’est pas dans la couche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>the commune of work is not in the layer</source>
   <translation>la commune de travail n’est pas dans la couche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>residence and work in the same commune</source>
   <translation>résidence et travail dans la même commune</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Workers by car who pass near (a day)</source>
   <translation>Actifs en voiture qui passent près (par jour)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Way from the area to work (km)</source>
   <translation>Trajet de l’aire au travail (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Detour (km)</source>
   <translation>Détour (km)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Detour (min)</source>
   <translation>Détour (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>From home to the area (min)</source>
   <translation>Du domicile à l’aire (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Cars left in the area (a day)</source>
   <translation>Voitures laissées sur l’aire (par jour)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Parking places needed</source>
   <translation>Places nécessaires</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Parking places, as read</source>
   <translation>Places, telles que lues</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Cars left for one place</source>
   <translation>Voitures laissées par place</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Main origins</source>
   <translation>Principales origines</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Reliability of the flows</source>
   <translation>Fiabilité des flux</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Remark</source>
   <translation>Remarque</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Commune of residence (code)</source>
   <translation>Commune de résidence (code)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Commune of residence</source>
   <translation>Commune de résidence</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Share of the area's potential (%)</source>
   <translation>Part du potentiel de l’aire (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Commune of work (code)</source>
   <translation>Commune de travail (code)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Commune of work</source>
   <translation>Commune de travail</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Workers by car (a day)</source>
   <translation>Actifs en voiture (par jour)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Flows: {rows} rows read; {flows} flows between two communes, {workers} workers.</source>
   <translation>Flux : {rows} lignes lues ; {flows} flux entre deux communes, {workers} actifs.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>others {} %</source>
   <translation>autres {} %</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>Flows left out, {reason}: {workers} workers ({rows} rows).</source>
   <translation>Flux laissés de côté, {reason} : {workers} actifs ({rows} lignes).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_layers.py" />
   <source>{count} former codes read as the commune of today: {codes}.</source>
   <translation>{count} anciens codes lus comme la commune d’aujourd’hui : {codes}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>Workers with several usable areas are shared between them by one over the detour (half a minute at least).</source>
   <translation>Les actifs qui ont plusieurs aires utilisables sont partagés entre elles selon l’inverse du détour (une demi-minute au moins).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>Workers with several usable areas all go to the one of least detour.</source>
   <translation>Les actifs qui ont plusieurs aires utilisables vont tous à celle du moindre détour.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>Usable area: {access} min from home at most, detour of {detour} min at most, work at {km} km or more along the roads.</source>
   <translation>Aire utilisable : à {access} min du domicile au plus, détour de {detour} min au plus, travail à {km} km ou plus par la route.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>Assumption: workers who would carpool, {bands} (source: {sources}).</source>
   <translation>Hypothèse : actifs qui covoitureraient, {bands} (source : {sources}).</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>Assumptions: {crew} people in a car, {occupancy} of the places taken. Screening.</source>
   <translation>Hypothèses : {crew} personnes par voiture, {occupancy} des places occupées. Dépistage.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>no road near</source>
   <translation>pas de route proche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>on a part of the network cut off from the rest</source>
   <translation>sur un morceau du réseau coupé du reste</translation>
  </message>
  <message>
   <location filename="../processing/carpool/demand_results.py" />
   <source>no flow passes near</source>
   <translation>aucun flux ne passe près</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Export carpool areas</source>
   <translation>Exporter des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Writes carpool places as a CSV that passes the national schema 0.3.1, ready for transport.data.gouv.fr: UTF-8, commas, the columns in the schema's order, true and false, dates YYYY-MM-DD.

The coordinates are those of the points, in WGS 84 with 7 decimals. A place that the schema refuses (a required value missing, a number that is a text) is not written: the log names it with the column and the reason.

With the layer of “Import and check carpool areas”, either the values as they were read are written, or the proposed ones. Proposed: duplicates are left out, and a value that nobody could read is left empty; closed places stay, with ouvert = false, and a date in the future stays: correct it before. A producer without identifiers of its own gets the national ones (id_lieu) as id_local.</source>
   <translation>Écrit des lieux de covoiturage dans un CSV conforme au schéma national 0.3.1, prêt pour transport.data.gouv.fr : UTF-8, virgules, colonnes dans l’ordre du schéma, true et false, dates AAAA-MM-JJ.

Les coordonnées sont celles des points, en WGS 84 avec 7 décimales. Un lieu que le schéma refuse (une valeur obligatoire absente, un nombre qui est un texte) n’est pas écrit : le journal le nomme, avec la colonne et la raison.

Avec la couche d’« Importer et vérifier des aires de covoiturage », ce sont soit les valeurs lues qui sont écrites, soit les valeurs proposées. Valeurs proposées : les doublons sont écartés, et une valeur que personne n’a pu lire est laissée vide ; les lieux fermés restent, avec ouvert = false, et une date dans le futur reste : corrigez-la avant. Un producteur sans identifiants propres reçoit les identifiants nationaux (id_lieu) comme id_local.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>schema</source>
   <translation>schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>open data</source>
   <translation>données ouvertes</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>The output of “Import and check carpool areas”, or any points with the required columns.</source>
   <translation>La sortie d’« Importer et vérifier des aires de covoiturage », ou toute couche de points avec les colonnes obligatoires.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Columns under other names, for example: nom_lieu=nom; nbre_pl=places; id_local=code. National names are recognised whatever their case.</source>
   <translation>Colonnes sous d’autres noms, par exemple : nom_lieu=nom; nbre_pl=places; id_local=code. Les noms nationaux sont reconnus quelle que soit la casse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Write the proposed values</source>
   <translation>Écrire les valeurs proposées</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Takes the columns “proposed_…” instead of what was read, and leaves out the places that repeat another (duplicate_of). Closed places are written.</source>
   <translation>Prend les colonnes « proposed_… » à la place de ce qui a été lu, et écarte les lieux en doublon d’un autre (duplicate_of). Les lieux fermés sont écrits.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>National file</source>
   <translation>Fichier national</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>The CSV in schema 0.3.1.</source>
   <translation>Le CSV au schéma 0.3.1.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>it repeats another place</source>
   <translation>doublon d’un autre lieu</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Places written</source>
   <translation>Lieux écrits</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Places that repeat another, left out</source>
   <translation>Lieux en doublon d’un autre, écartés</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>Every place of the layer “{layer}” repeats another: empty duplicate_of for those to keep.</source>
   <translation>Chaque lieu de la couche « {layer} » est le doublon d’un autre : videz duplicate_of pour ceux à garder.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>No place of the layer “{layer}” passes the schema; the first one fails in the column {column}: {value}. Say the columns in MAPPING, or complete the layer.</source>
   <translation>Aucun lieu de la couche « {layer} » n’est conforme au schéma ; le premier échoue à la colonne {column} : {value}. Donnez les colonnes dans MAPPING, ou complétez la couche.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>The layer “{layer}” has no proposed values. Take the output of “Import and check carpool areas”, or write the values as they are.</source>
   <translation>La couche « {layer} » n’a pas de valeurs proposées. Prenez la sortie d’« Importer et vérifier des aires de covoiturage », ou écrivez les valeurs telles quelles.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>{count} places written in schema 0.3.1.</source>
   <translation>{count} lieux écrits au schéma 0.3.1.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>{count} places without id_local take their id_lieu as identifier.</source>
   <translation>{count} lieux sans id_local prennent leur id_lieu comme identifiant.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>{count} id_local are written more than once ({ids}): say another column in MAPPING, for example id_local=id_lieu.</source>
   <translation>{count} id_local sont en double ({ids}) : donnez une autre colonne dans MAPPING, par exemple id_local=id_lieu.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/exportcarpoolareas.py" />
   <source>{count} points do not stand at the coordinates Xlong and Ylat of their row: the file has those of the point.</source>
   <translation>{count} points ne sont pas aux coordonnées Xlong et Ylat de leur ligne : le fichier a celles du point.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Import and check carpool areas</source>
   <translation>Importer et vérifier des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Reads the national file of carpool places (BNLC, schemas 0.2.0 and 0.3.x) or any layer of points, and says what is wrong before anything is counted: cells that break the schema, by line and column; places that do not stand in the commune whose INSEE code they bear (often a postal code); places written twice; dates in the future or more than five years old; closed places; places without capacity; coordinates swapped or in Lambert-93.

Nothing is corrected in silence. The national columns keep what was read, as text; the columns “proposed_…” hold the value to take: the same where it is right, another where something else is meant, nothing where nobody can tell. Correct them in the attribute table, then run “Export carpool areas”.

Of places near each other, an open one is kept before a closed one, then the one with most places, then the newest. “usable” is 1 for a place that has a position, is not known as closed and repeats no other: add up the places (proposed_nbre_pl) of these only. A place near a border is judged by the drawing of the communes: the sentence says the distance.

Sources: etalab/schema-lieux-covoiturage 0.2.0; documentation of schema 0.3.1 on schema.data.gouv.fr.</source>
   <translation>Lit le fichier national des lieux de covoiturage (BNLC, schémas 0.2.0 et 0.3.x) ou toute couche de points, et dit ce qui ne va pas avant que rien ne soit compté : cellules contraires au schéma, par ligne et par colonne ; lieux qui ne sont pas dans la commune dont ils portent le code INSEE (souvent un code postal) ; lieux écrits deux fois ; dates dans le futur ou de plus de cinq ans ; lieux fermés ; lieux sans capacité ; coordonnées inversées ou en Lambert-93.

Rien n’est corrigé en silence. Les colonnes nationales gardent ce qui a été lu, en texte ; les colonnes « proposed_… » portent la valeur à prendre : la même si elle est juste, une autre si autre chose était voulu, rien si personne ne peut le dire. Corrigez-les dans la table d’attributs, puis lancez « Exporter des aires de covoiturage ».

De lieux proches l’un de l’autre, un lieu ouvert est gardé avant un lieu fermé, puis celui qui a le plus de places, puis le plus récent. « usable » vaut 1 pour un lieu qui a une position, n’est pas connu comme fermé et n’est le doublon d’aucun autre : n’additionnez que les places (proposed_nbre_pl) de ceux-là. Un lieu près d’une limite est jugé sur le tracé des communes : la phrase dit la distance.

Sources : etalab/schema-lieux-covoiturage 0.2.0 ; documentation du schéma 0.3.1 sur schema.data.gouv.fr.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>park and ride</source>
   <translation>parc relais</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>duplicates</source>
   <translation>doublons</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Files of carpool places (CSV)</source>
   <translation>Fichiers de lieux de covoiturage (CSV)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>BNLC files, of any version: comma, semicolon or tab, UTF-8 or Windows-1252. Each is checked by its own version.</source>
   <translation>Fichiers BNLC, de toute version : virgule, point-virgule ou tabulation, UTF-8 ou Windows-1252. Chacun est vérifié selon sa propre version.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>…or a layer of points</source>
   <translation>…ou une couche de points</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Any points: the geometry is the place. Checked by schema 0.3.1 unless it has id_lieu.</source>
   <translation>Toute couche de points : la géométrie est l’emplacement. Vérifiée selon le schéma 0.3.1, sauf si elle a id_lieu.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Columns under other names, for example: nom_lieu=nom; nbre_pl=places; Xlong=lon; Ylat=lat. National names are recognised whatever their case.</source>
   <translation>Colonnes sous d’autres noms, par exemple : nom_lieu=nom; nbre_pl=places; Xlong=lon; Ylat=lat. Les noms nationaux sont reconnus quelle que soit la casse.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Polygons with INSEE codes. Without them, codes are not compared with the location.</source>
   <translation>Polygones avec leurs codes INSEE. Sans eux, les codes ne sont pas comparés à l’emplacement.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Written in the sentences beside the code.</source>
   <translation>Inscrit dans les phrases à côté du code.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Same place within (m)</source>
   <translation>Même lieu à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Two places nearer than this are proposed as one.</source>
   <translation>Deux lieux plus proches que cela sont proposés comme un seul.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Date of the check</source>
   <translation>Date du contrôle</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>YYYY-MM-DD. Empty: today. Later dates are in the future; older than five years, stale.</source>
   <translation>AAAA-MM-JJ. Vide : aujourd’hui. Les dates postérieures sont dans le futur ; celles de plus de cinq ans sont périmées.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Points in WGS 84: national columns as read, proposals beside. A place whose coordinates are swapped or in Lambert-93 is drawn at the proposed position.</source>
   <translation>Points en WGS 84 : colonnes nationales telles que lues, propositions à côté. Un lieu aux coordonnées inversées ou en Lambert-93 est dessiné à la position proposée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Anomalies</source>
   <translation>Anomalies</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>One row per anomaly: file, line, place, column, value, what is wrong, proposed value.</source>
   <translation>Une ligne par anomalie : fichier, ligne, lieu, colonne, valeur, ce qui ne va pas, valeur proposée.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Schema errors</source>
   <translation>Erreurs de schéma</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Pairs of places that may be one</source>
   <translation>Paires de lieux qui n’en font peut-être qu’un</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Places in another commune than their INSEE code</source>
   <translation>Lieux dans une autre commune que celle de leur code INSEE</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Dates in the future</source>
   <translation>Dates dans le futur</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Closed places</source>
   <translation>Lieux fermés</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Places without capacity</source>
   <translation>Lieux sans capacité</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Give either files of carpool places or a layer of points.</source>
   <translation>Donnez soit des fichiers de lieux de covoiturage, soit une couche de points.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>no position in France</source>
   <translation>sans position en France</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Checked by the national schema of carpool places; INSEE codes by location; duplicates within {} m.</source>
   <translation>Vérifié selon le schéma national des lieux de covoiturage ; codes INSEE selon l’emplacement ; doublons à moins de {} m.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>DATE: “{value}” is not a date. Write it YYYY-MM-DD.</source>
   <translation>DATE : « {value} » n’est pas une date. Écrivez-la AAAA-MM-JJ.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The communes need the field of their INSEE code: choose it in CODE_FIELD.</source>
   <translation>Pour les communes, il faut le champ de leur code INSEE : choisissez-le dans CODE_FIELD.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>No layer of communes: INSEE codes were not compared with the location.</source>
   <translation>Pas de couche de communes : les codes INSEE n’ont pas été comparés à l’emplacement.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>Anomalies of carpool areas</source>
   <translation>Anomalies des aires de covoiturage</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>{count} places checked as of {day}.</source>
   <translation>{count} lieux vérifiés à la date du {day}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>{place} line {line} {column}</source>
   <translation>{place} ligne {line} {column}</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <source>“{file}”: {count} places, schema {version}, separator “{separator}”, {encoding}.</source>
   <translation>« {file} » : {count} lieux, schéma {version}, séparateur « {separator} », {encoding}.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/importcarpoolareas.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>{severity} – {problem}: {count} ({places}{more})</source>
   <translation>{severity} – {problem} : {count} ({places}{more})</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Share of the demand in time</source>
   <translation>Part de la demande desservie à temps</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Share of the flows intercepted</source>
   <translation>Part des flux interceptés</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>What each more carpool area brings</source>
   <translation>Ce qu’apporte chaque aire de covoiturage de plus</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Existing areas stay open. Atlas PCAET.</source>
   <translation>Les aires existantes restent ouvertes. Atlas PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Site</source>
   <translation>Site</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Chosen from this number of areas, or tenth of the budget, on</source>
   <translation>Retenu à partir de ce nombre d’aires, ou de ce dixième du budget</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Demand within reach</source>
   <translation>Demande à portée</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Demand for which it is the nearest open</source>
   <translation>Demande dont il est le site ouvert le plus proche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Cost</source>
   <translation>Coût</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Capacity</source>
   <translation>Capacité</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <location filename="../processing/plan/attachfeatures.py" />
   <location filename="../ui/docks/places.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Layer</source>
   <translation>Couche</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Maximal covering location (Church and ReVelle 1974), integer programming by HiGHS.</source>
   <translation>Couverture maximale (Church et ReVelle 1974), programmation en nombres entiers par HiGHS.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Flow interception (Hodgson 1990) as maximal covering, integer programming by HiGHS.</source>
   <translation>Interception de flux (Hodgson 1990) posée comme couverture maximale, programmation en nombres entiers par HiGHS.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>p-median, integer programming by HiGHS.</source>
   <translation>p-médiane, programmation en nombres entiers par HiGHS.</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>New areas, or tenths of the budget</source>
   <translation>Nouvelles aires, ou dixièmes du budget</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Share served (%)</source>
   <translation>Part desservie (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Gain of this step</source>
   <translation>Gain de cette étape</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Step-by-step choice</source>
   <translation>Choix pas à pas</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Mean time of those served (min)</source>
   <translation>Temps moyen de ceux qui sont desservis (min)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Gap at most (%)</source>
   <translation>Écart au plus (%)</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Proved</source>
   <translation>Démontré</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>step by step</source>
   <translation>pas à pas</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>not proved</source>
   <translation>non démontré</translation>
  </message>
  <message>
   <location filename="../processing/carpool/siting_layers.py" />
   <source>Tenths of the budget</source>
   <translation>Dixièmes du budget</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>The terrain model “{file}” covers {share} % of the streets. Choose that of the whole territory, or run without.</source>
   <translation>Le MNT « {file} » couvre {share} % des rues. Choisissez celui de tout le territoire, ou lancez sans MNT.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>no kind</source>
   <translation>sans type</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <location filename="../processing/plan/attachfeatures.py" />
   <source>places</source>
   <translation>lieux</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>No feature of the layer “{layer}” has a street that a bike may use within {reach} m. Check the CRS of both layers, and that the streets cover it.</source>
   <translation>Aucune entité de la couche « {layer} » n’a de rue praticable à vélo à moins de {reach} m. Vérifiez le SCR des deux couches, et que les rues couvrent la couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <location filename="../processing/cycling/access_layers.py" />
   <source>no street within {reach} m</source>
   <translation>pas de rue à moins de {reach} m</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>No feature of the layer “{layer}” has a kind, a weight and a street. Check the fields.</source>
   <translation>Aucune entité de la couche « {layer} » n’a à la fois un type, un poids et une rue. Vérifiez les champs.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>The field “{field}” of the layer “{layer}” has {count} different kinds, for example {some}: at most {most} can be columns. Choose the field of kinds, or group them.</source>
   <translation>Le champ « {field} » de la couche « {layer} » a {count} types différents, par exemple {some} : {most} au plus peuvent être des colonnes. Choisissez le champ des types, ou regroupez-les.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>Climbs on “{file}” averaged to {cell} m; bridges and tunnels by their ends.</source>
   <translation>Montées sur « {file} » moyenné à {cell} m ; ponts et tunnels par leurs extrémités.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>No feature of the layer “{layer}” has a number in the field “{field}”. Choose another field.</source>
   <translation>Aucune entité de la couche « {layer} » n’a de nombre dans le champ « {field} ». Choisissez un autre champ.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>Terrain model “{file}”: {share} % of the length of the streets has no altitude and is taken as flat.</source>
   <translation>MNT « {file} » : {share} % de la longueur des rues est sans altitude, et pris comme plat.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <location filename="../processing/cycling/potential_ways.py" />
   <source>Terrain model “{file}”: {count} altitudes cannot be true and count as unknown. Declare its value of no data.</source>
   <translation>MNT « {file} » : {count} altitudes ne peuvent pas être vraies et comptent comme inconnues. Déclarez sa valeur d’absence de données.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>Layer “{layer}”: {count} features have no street within {reach} m; what they reach is not known, and they are left out of the shares.</source>
   <translation>Couche « {layer} » : {count} entité(s) sans rue à moins de {reach} m ; ce qu’elles atteignent n’est pas connu, et elles sont écartées des parts.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_inputs.py" />
   <source>Taken as one kind: {kinds}.</source>
   <translation>Pris comme un seul type : {kinds}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>complete</source>
   <translation>complet</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>Times without waiting at junctions. Atlas PCAET.</source>
   <translation>Temps sans attente aux carrefours. Atlas PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>BNA score (0 to 100)</source>
   <translation>Score BNA (0 à 100)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>Protected facility within the walk (1: yes)</source>
   <translation>Aménagement protégé à portée de marche (1 : oui)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Walk to a protected facility (m)</source>
   <translation>Marche jusqu’à un aménagement protégé (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>no number of inhabitants</source>
   <translation>sans nombre d’habitants</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>no street of low stress near</source>
   <translation>pas de rue au calme à proximité</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>on streets of low stress</source>
   <translation>par les rues au calme</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>by all streets</source>
   <translation>par toutes les rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>places reached</source>
   <translation>lieux atteints</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>share of the people</source>
   <translation>part de la population</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Jobs</source>
   <translation>Emplois</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>Who reaches what by bike in {minutes} min</source>
   <translation>Qui atteint quoi à vélo en {minutes} min</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>{kind} reached in {minutes} min on low stress</source>
   <translation>{kind} : atteints en {minutes} min au calme</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>{kind} reached in {minutes} min by all streets</source>
   <translation>{kind} : atteints en {minutes} min par toutes les rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>Part reached on low stress, in {minutes} min (%)</source>
   <translation>Part atteinte au calme, en {minutes} min (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>{kind}: {low} % of the people reach some in {minutes} min on low stress, {every} % by all streets.</source>
   <translation>{kind} : {low} % de la population en atteint en {minutes} min au calme, {every} % par toutes les rues.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/access_layers.py" />
   <source>{first} and more</source>
   <translation>{first} et plus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Access by bike on low stress</source>
   <translation>Accès à vélo, au calme</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Says what the people of each cell reach by bike in given times, twice: on the streets whose stress is low, where most adults would ride, and by all the streets that a bike may use. Between the two lies what is near but frightens. Places are counted by kind: schools, stations, shops; jobs and inhabitants too where asked for.

A street whose stress is not known is never low. A home or a place on a busy street walks to the nearest street of low stress, if there is one within reach; the way to its nearest street is not counted. Times are without waiting at junctions; with a terrain model, each 50 m climbed costs 60 s (an assumption to be changed at will), and descending is neither a gain nor a loss.

The BNA score (0 to 100) follows the rules of PeopleForBikes: a place is connected when its way of low stress is at most 1.25 times as long as the shortest one, both being at most 2,680 m; it weighs only the kinds that are there, so compare scores made of the same kinds. BNA calls low stress what its own rules find so.

The share of people within 300 m on foot of a protected cycle facility is the indicator of ITDP; it is empty where the layer of streets has no facilities (ame_d, ame_g).

People without a street within reach are left out of the shares; their number is an output. Sources: PeopleForBikes, brokenspoke-analyzer; ITDP, People Near Protected Bikelanes.</source>
   <translation>Dit ce que les habitants de chaque carreau atteignent à vélo en des temps donnés, deux fois : par les rues de faible stress, où la plupart des adultes rouleraient, et par toutes les rues qu’un vélo peut prendre. Entre les deux est ce qui est proche mais fait peur. Les lieux sont comptés par genre : écoles, gares, commerces ; les emplois et les habitants aussi, si on le demande.

Une rue dont le stress n’est pas connu n’est jamais au calme. Un domicile ou un lieu sur une rue passante va à pied à la rue au calme la plus proche, s’il y en a une à portée ; le chemin jusqu’à sa rue n’est pas compté. Les temps sont sans attente aux carrefours ; avec un modèle de terrain, chaque montée de 50 m coûte 60 s (une hypothèse, à changer à volonté), et descendre n’est ni un gain ni une perte.

La note BNA (0 à 100) suit les règles de PeopleForBikes : un lieu est relié quand son chemin au calme est au plus 1,25 fois plus long que le plus court, les deux de 2 680 m au plus ; elle ne pèse que les genres présents : comparez des notes faites des mêmes genres. BNA appelle calme ce que ses propres règles trouvent tel.

La part des habitants à 300 m à pied d’un aménagement protégé est l’indicateur d’ITDP ; elle est vide si la couche des rues n’a pas d’aménagements (ame_d, ame_g).

Les habitants sans rue à portée sont hors des parts ; leur nombre est une sortie. Sources : PeopleForBikes, brokenspoke-analyzer ; ITDP, People Near Protected Bikelanes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Dijkstra towards the places on two networks, of low stress and of all streets; connections and scores of BNA.</source>
   <translation>Dijkstra vers les lieux sur deux réseaux, au calme et toutes les rues ; liaisons et scores de la BNA.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>bike</source>
   <translation>vélo</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <source>stress</source>
   <translation>stress</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>schools</source>
   <translation>écoles</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Access of the cells</source>
   <translation>Accès des carreaux</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>The people with two columns for each kind and time: _low on low stress, _all by all streets.</source>
   <translation>La population, avec deux colonnes par type et par temps : _low au calme, _all par toutes les rues.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Picture</source>
   <translation>Image</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Share of the people by number of places that they reach, in the middle threshold.</source>
   <translation>Part de la population selon le nombre de lieux atteints, au seuil du milieu.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Inhabitants of each place. Empty is unknown: it counts for nobody.</source>
   <translation>Habitants de chaque lieu. Vide veut dire inconnu : il ne compte pour personne.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Jobs of each cell, then reached like places. Longer: every cell with jobs is a place.</source>
   <translation>Emplois de chaque carreau, atteints ensuite comme des lieux. Plus long : chaque carreau qui a des emplois est un lieu.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Schools, stations, shops… as points; on the street side if you can: they are brought to the nearest street.</source>
   <translation>Écoles, gares, commerces… en points ; côté rue si possible : ils sont ramenés à la rue la plus proche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Kind field</source>
   <translation>Champ du type</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Each kind has its columns: école, gare… Case and accents do not matter. Empty: one kind.</source>
   <translation>Chaque type a ses colonnes : école, gare… La casse et les accents ne comptent pas. Vide : un seul type.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Pupils, beds…: summed instead of counting places. Shares and scores still count places.</source>
   <translation>Élèves, lits… : additionnés au lieu de compter les lieux. Les parts et les scores comptent toujours les lieux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Count the people reached too</source>
   <translation>Compter aussi les habitants atteints</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>The inhabitants that each cell reaches, for the score of BNA. Longer: every cell is a place.</source>
   <translation>Les habitants que chaque carreau atteint, pour le score BNA. Plus long : chaque carreau est un lieu.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Times by bike, separated by commas; at most 6. Shares and picture go by the middle one.</source>
   <translation>Temps à vélo, séparés par des virgules ; 6 au plus. Les parts et l’image prennent celui du milieu.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Low stress up to level</source>
   <translation>Au calme jusqu’au niveau</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>2: what most adults bear. 1: what a child does.</source>
   <translation>2 : ce que supportent la plupart des adultes. 1 : ce que fait un enfant.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Count the junctions</source>
   <translation>Compter les carrefours</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Takes the stress with the junctions met (crossing_lts_…) of “Level of traffic stress”: calm streets do not cross a busy one without signals.</source>
   <translation>Prend le stress avec les carrefours rencontrés (crossing_lts_…) de « Niveau de stress du trafic » : une rue calme ne traverse pas une rue passante sans feux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Bike</source>
   <translation>Vélo</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>bike: the speed of the layer, 15 km/h as a rule. ebike: 19 km/h where a bike goes at 15; slower streets stay as they are. Assumptions.</source>
   <translation>bike : la vitesse de la couche, 15 km/h en règle générale. ebike : 19 km/h là où un vélo roule à 15 ; les rues plus lentes restent telles quelles. Hypothèses.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Terrain model</source>
   <translation>MNT</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Altitudes in metres, of the whole territory (RGE ALTI, BD ALTI). Empty: flat country.</source>
   <translation>Altitudes en mètres, de tout le territoire (RGE ALTI, BD ALTI). Vide : pays plat.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Table of scores</source>
   <translation>Table des scores</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Steps, points, weights, and the words that name the kinds. Empty: the shipped table.</source>
   <translation>Paliers, points, poids, et les mots qui nomment les types. Vide : la table fournie.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/cycling/cyclepotential.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <location filename="../processing/housing/hotspots.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Computation CRS when the layer's own does not measure metres</source>
   <translation>SCR de calcul quand celui de la couche ne mesure pas en mètres</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>No street is of low stress: nothing is reached on low stress. Check MAX_STRESS and the layer.</source>
   <translation>Aucune rue n’est au calme : rien n’est atteint au calme. Vérifiez MAX_STRESS et la couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>People near a protected facility (%)</source>
   <translation>Population proche d’un aménagement protégé (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Mean BNA score of the people</source>
   <translation>Score BNA moyen de la population</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>People who reach a place on low stress, in the middle threshold (%)</source>
   <translation>Population qui atteint un lieu au calme, au seuil du milieu (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>The same by all streets (%)</source>
   <translation>La même par toutes les rues (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>People without a street within reach</source>
   <translation>Population sans rue à portée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Time for 50 m of climb (s)</source>
   <translation>Temps pour 50 m de montée (s)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>With a terrain model only. An assumption; less for an e-bike.</source>
   <translation>Avec un MNT seulement. Une hypothèse ; moins pour un vélo à assistance électrique.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Longest detour of BNA</source>
   <translation>Plus long détour de la BNA</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Way of low stress by the shortest way. Empty: that of the table, 1.25.</source>
   <translation>Chemin au calme rapporté au plus court chemin. Vide : celui de la table, 1,25.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Longest trip of BNA (m)</source>
   <translation>Plus long trajet de la BNA (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Empty: that of the table, 2,680 m.</source>
   <translation>Vide : celui de la table, 2 680 m.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>300 m for the indicator of ITDP; along the streets, on foot. The column keeps its name.</source>
   <translation>300 m pour l’indicateur de l’ITDP ; le long des rues, à pied. La colonne garde son nom.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Reach of the streets (m)</source>
   <translation>Portée des rues (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>A cell or a place farther than this from a street that a bike may use is not on the network.</source>
   <translation>Un carreau ou un lieu plus loin que cela d’une rue praticable à vélo n’est pas sur le réseau.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Walk to a street of low stress (m)</source>
   <translation>Marche jusqu’à une rue au calme (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Where the nearest street is not of low stress: how much farther, as the crow flies, one pushes the bike to one that is, at 5 km/h. 100 m is half a cell of 200 m, an assumption; 0: not at all.</source>
   <translation>Là où la rue la plus proche n’est pas au calme : de combien plus loin, à vol d’oiseau, on pousse le vélo jusqu’à une rue qui l’est, à 5 km/h. 100 m est la moitié d’un carreau de 200 m, une hypothèse ; 0 : pas du tout.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Snapping distance (m)</source>
   <translation>Distance d’accrochage (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Ends of streets closer than this become one node.</source>
   <translation>Les bouts de rues plus proches que cela deviennent un seul nœud.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>THRESHOLDS: write 1 to 6 times in minutes, from 0.1 to 120, for example 5, 10, 15.</source>
   <translation>THRESHOLDS : écrivez de 1 à 6 temps en minutes, de 0,1 à 120, par exemple 5, 10, 15.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>The picture needs places (PLACES).</source>
   <translation>L’image demande des lieux (PLACES).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Stress with the junctions met.</source>
   <translation>Stress avec les carrefours rencontrés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Assumption: flat country, without terrain model. This flatters where it is hilly.</source>
   <translation>Hypothèse : pays plat, sans MNT. Cela flatte là où il y a du relief.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Streets that a bike may use: {km} km of directions; {low} % of low stress, {unknown} % of unknown stress, which never counts as low.</source>
   <translation>Rues praticables à vélo : {km} km de sens ; {low} % au calme, {unknown} % de stress inconnu, qui ne compte jamais comme au calme.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Protected facility within {walk} m on foot.</source>
   <translation>Aménagement protégé à moins de {walk} m à pied.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Low stress: level {level} at most, unknown excluded. Times without waiting at junctions.</source>
   <translation>Au calme : niveau {level} au plus, inconnu exclu. Temps sans attente aux carrefours.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Connections of BNA: detour {detour} at most, trips of {trip} m at most; items scored: {items}.</source>
   <translation>Liaisons de la BNA : détour de {detour} au plus, trajets de {trip} m au plus ; éléments notés : {items}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>“{layer}” has no facilities (ame_d, ame_g): who lives near a protected one is not known.</source>
   <translation>« {layer} » n’a pas d’aménagements (ame_d, ame_g) : on ne sait pas qui vit près d’un aménagement protégé.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>No street of “{layer}” has a protected facility: nobody lives near one.</source>
   <translation>Aucune rue de « {layer} » n’a d’aménagement protégé : personne ne vit près d’un tel aménagement.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>{share} % of the people live near a protected facility.</source>
   <translation>{share} % de la population vit près d’un aménagement protégé.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleaccess.py" />
   <source>Assumption: {seconds} s for 50 m climbed.</source>
   <translation>Hypothèse : {seconds} s pour 50 m de montée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Gaps of the cycle network</source>
   <translation>Discontinuités et chaînons manquants</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Finds where the cycle network breaks off. The base network is made of the streets that do not frighten, or of those with a facility. Its components are the pieces that do not connect; the share of the largest says how far the network is one. Dead ends are where the base network stops although the street goes on; near misses stop within some metres of a street of the base network that they do not join.

Gap candidates are the shortest links, by the streets a bike may use, between neighbouring components. Their score is (A × B) / (A + B) / length of the link, A and B being the kilometres of the two components: a short link between two long components comes first. Links and components do not mind one-way streets: a link is built both ways.

Limits: nothing is said of who would ride there (see “Cycle projects”), nor of what can be built; a link that would cross a field or a river where there is no street is not found; a near miss may be a wall, a bank or some steps, and in OpenStreetMap many lie between footpaths and car parks; streets whose stress is unknown are never in the low-stress network. Source: the missing links of Natera Orozco et al. 2020 (Royal Society Open Science 7), shortest links after Mehlhorn 1988.</source>
   <translation>Trouve où le réseau cyclable s’interrompt. Le réseau de base est fait des rues qui ne font pas peur, ou de celles qui ont un aménagement. Ses composantes sont les morceaux qui ne se rejoignent pas ; la part de la plus grande dit à quel point le réseau est d’un seul tenant. Les impasses sont là où le réseau de base s’arrête alors que la rue continue ; les décrochages s’arrêtent à quelques mètres d’une rue du réseau de base qu’ils ne rejoignent pas.

Les chaînons manquants sont les plus courts liens, par les rues qu’un vélo peut prendre, entre composantes voisines. Leur note est (A × B) / (A + B) / longueur du lien, A et B étant les kilomètres des deux composantes : un lien court entre deux longues composantes vient d’abord. Liens et composantes ne tiennent pas compte des sens uniques : un lien se construit dans les deux sens.

Limites : rien n’est dit de qui y roulerait (voir « Projets cyclables, par gain par euro »), ni de ce qui peut se construire ; un lien qui traverserait un champ ou une rivière sans rue n’est pas trouvé ; un décrochage peut être un mur, un talus ou des marches, et dans OpenStreetMap beaucoup sont entre des chemins piétons et des parkings ; les rues dont le stress n’est pas connu ne sont jamais dans le réseau au calme. Source : les chaînons manquants de Natera Orozco et al. 2020 (Royal Society Open Science 7), plus courts liens d’après Mehlhorn 1988.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Components of the base network; shortest links over the streets between neighbouring components, from one search from all of them at once (Mehlhorn 1988); score (A × B) / (A + B) / length.</source>
   <translation>Composantes du réseau de base ; plus courts liens par les rues entre composantes voisines, par une seule recherche depuis toutes à la fois (Mehlhorn 1988) ; score (A × B) / (A + B) / longueur.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>No street of the layer “{layer}” has a stress of {most} at most. Raise MAX_STRESS.</source>
   <translation>Aucune rue de la couche « {layer} » n’a un stress de {most} au plus. Augmentez MAX_STRESS.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Components of the cycle network</source>
   <translation>Composantes du réseau cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Dead ends of the cycle network</source>
   <translation>Impasses du réseau cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>discontinuities</source>
   <translation>discontinuités</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>missing links</source>
   <translation>chaînons manquants</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>connectivity</source>
   <translation>connectivité</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>dead ends</source>
   <translation>impasses</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Base network</source>
   <translation>Réseau de base</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>low_stress: streets whose stress is MAX_STRESS at most in one direction at least; facilities: streets with a facility (ame_d, ame_g), whatever their stress.</source>
   <translation>low_stress : rues dont le stress est de MAX_STRESS au plus dans un sens au moins ; facilities : rues avec un aménagement (ame_d, ame_g), quel que soit leur stress.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Join lines that cross</source>
   <translation>Relier les lignes qui se croisent</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>For lines drawn without a vertex at junctions. Lines of different levels are still not joined.</source>
   <translation>Pour des lignes dessinées sans sommet aux carrefours. Les lignes de niveaux différents ne sont toujours pas reliées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Gap candidates</source>
   <translation>Chaînons manquants candidats</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>One line for each link, ranked by its score: its length, the stress to cross, the kilometres it joins.</source>
   <translation>Une ligne par lien, classée par son score : sa longueur, le stress à traverser, les kilomètres qu’elle relie.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Components</source>
   <translation>Composantes</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>The streets of the base network, cut at junctions, with the rank of their component (1 is the longest) and its kilometres.</source>
   <translation>Les rues du réseau de base, coupées aux carrefours, avec le rang de leur composante (1 est la plus longue) et ses kilomètres.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Dead ends</source>
   <translation>Impasses</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Ends of the base network: dead_end where the street goes on, near_miss where another street of the base network is near.</source>
   <translation>Bouts du réseau de base : dead_end (impasse) où la rue continue, near_miss (décrochage) où une autre rue du réseau de base est proche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>a bike may use it, but its speed (bike_kmh) is not known</source>
   <translation>praticable à vélo, mais sans vitesse connue (bike_kmh)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>No street of the layer “{layer}” that a bike may use has a cycle facility (ame_d, ame_g). Choose BASE = low_stress, or another layer.</source>
   <translation>Aucune rue praticable à vélo de la couche « {layer} » n’a d’aménagement cyclable (ame_d, ame_g). Choisissez BASE = low_stress, ou une autre couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>The stress of no street of the layer “{layer}” is known (lts_forward, lts_backward). Check the inputs of “Level of traffic stress”.</source>
   <translation>Le stress n’est connu pour aucune rue de la couche « {layer} » (lts_forward, lts_backward). Vérifiez les entrées de « Niveau de stress du trafic ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Score (km joined per km of link)</source>
   <translation>Score (km reliés par km de lien)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/facility_layers.py" />
   <location filename="../processing/cycling/potential_layers.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Length (m)</source>
   <translation>Longueur (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Highest stress to cross</source>
   <translation>Stress le plus haut à traverser</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Unknown stress (m)</source>
   <translation>Stress inconnu (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Longer component</source>
   <translation>Composante la plus longue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Other component</source>
   <translation>Autre composante</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Longer component (km)</source>
   <translation>Composante la plus longue (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Other component (km)</source>
   <translation>Autre composante (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Both, once joined (km)</source>
   <translation>Les deux, une fois reliées (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Street (feature id)</source>
   <translation>Rue (identifiant de l’entité)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Component (rank)</source>
   <translation>Composante (rang)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Component (km)</source>
   <translation>Composante (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Kind (dead_end, near_miss)</source>
   <translation>Type (dead_end, near_miss)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Distance to the street it misses (m)</source>
   <translation>Distance à la rue manquée (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>1 where the street goes on</source>
   <translation>1 là où la rue continue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Highest level of traffic stress</source>
   <translation>Niveau de stress du trafic maximal</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>1: children; 2: most adults; 3: confident cyclists. Only for low_stress.</source>
   <translation>1 : enfants ; 2 : la plupart des adultes ; 3 : cyclistes aguerris. Seulement pour low_stress.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Shortest component joined (m)</source>
   <translation>Plus courte composante reliée (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Gap candidates join components of this length at least; shorter ones are counted, and may lie on a link.</source>
   <translation>Les chaînons manquants candidats relient des composantes d’au moins cette longueur ; les plus courtes sont comptées, et peuvent se trouver sur un lien.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Longest link (m)</source>
   <translation>Plus long lien (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>By the streets, between two components.</source>
   <translation>Par les rues, entre deux composantes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Near miss: within (m)</source>
   <translation>Décrochage : à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>A dead end this close, in a straight line, to a street of the base network that it does not join, and to which the base network leads only by more than three times this distance. 0: none is looked for.</source>
   <translation>Une impasse aussi proche, à vol d’oiseau, d’une rue du réseau de base qu’elle ne rejoint pas, et à laquelle le réseau de base ne mène que par plus de trois fois cette distance. 0 : aucune n’est cherchée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/cycling/cycleprojects.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Ends of lines closer than this become one node. 0.5 m for BD TOPO and OSM; more for hand-drawn lines.</source>
   <translation>Les bouts de lignes plus proches que cela deviennent un seul nœud. 0,5 m pour la BD TOPO et OSM ; davantage pour des lignes dessinées à la main.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Components long enough to be joined</source>
   <translation>Composantes assez longues pour être reliées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Share of the largest component (% of the length)</source>
   <translation>Part de la plus grande composante (% de la longueur)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Dead ends where the street goes on</source>
   <translation>Impasses où la rue continue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Near misses</source>
   <translation>Décrochages</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>The layer “{layer}” has no field ame_d nor ame_g to say where facilities are. Choose BASE = low_stress, or another layer.</source>
   <translation>La couche « {layer} » n’a ni champ ame_d ni champ ame_g pour dire où sont les aménagements. Choisissez BASE = low_stress, ou une autre couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>A bike may use no street of the layer “{layer}” (bike_forward, bike_backward, bike_kmh). Check the inputs of “Level of traffic stress”.</source>
   <translation>Aucune rue de la couche « {layer} » n’est praticable à vélo (bike_forward, bike_backward, bike_kmh). Vérifiez les entrées de « Niveau de stress du trafic ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Every line of the layer “{layer}” has a cycle facility: the streets between them are missing. Give “Level of traffic stress” all the streets, and use its result.</source>
   <translation>Chaque ligne de la couche « {layer} » a un aménagement cyclable : les rues entre elles manquent. Donnez toutes les rues à « Niveau de stress du trafic », et prenez son résultat.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>{snapped} ends moved onto another within the snapping distance; {short} pieces shorter than it left out; {joined} crossings joined.</source>
   <translation>{snapped} bouts déplacés sur un autre dans la distance d’accrochage ; {short} tronçons plus courts qu’elle écartés ; {joined} croisements reliés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Base network: {km} km of {all} km of streets that a bike may use, in {count} components, {long} of {least} m or more; the largest holds {share} % of it.</source>
   <translation>Réseau de base : {km} km sur {all} km de rues praticables à vélo, en {count} composantes, dont {long} de {least} m ou plus ; la plus grande en porte {share} %.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>{ends} dead ends where the street goes on, {near} near misses; {gaps} gap candidates.</source>
   <translation>{ends} impasses où la rue continue, {near} décrochages ; {gaps} chaînons manquants candidats.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>The stress of {km} km is not known, in one direction at least.</source>
   <translation>Le stress de {km} km n’est pas connu, dans un sens au moins.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>No street links the components within {longest} m: raise MAX_GAP_M, or check that the streets of “{layer}” join at their ends.</source>
   <translation>Aucune rue ne relie les composantes à moins de {longest} m : augmentez MAX_GAP_M, ou vérifiez que les rues de « {layer} » se rejoignent à leurs bouts.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclegaps.py" />
   <source>Stress {level} (m)</source>
   <translation>Stress {level} (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Statistics of cycle facilities</source>
   <translation>Statistiques du réseau cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Adds up cycle facilities by zone (commune, EPCI…): km by axis, each line once; km of both sides, right plus left, a side ridden both ways counting twice; km by kind; the cyclability rate; km per 1,000 inhabitants; and the indicators crte_6.1 (safe facilities: tracks and greenways, both sides) and cae_44.a to cae_44.ag of Territoires en Transitions. The outputs bear their codes: a model hands them to “Store the value of an indicator”.

What is being built or planned (statut EN TRAVAUX) is counted apart, never as in service. A side whose direction is not said counts once. A road on the border of two zones is half in each. The numbers among the outputs are those of all zones together, each line once.

Cyclability rate: axis km of facilities over km of streets that cars and bikes may use (Vélo &amp; Territoires 2022, now Réseau vélo et marche; 3 % in France in 2022). It ignores discontinuities, traffic and speeds, it counts greenways which are no street, and how the association counts its streets could not be read: compare zones and years made in the same way, and read it with the traffic stress. Without roads it is missing, not 0.

The definition of cae_44.a does not say how to count two sides: COUNTING chooses, both sides being the rule of crte_6.1.</source>
   <translation>Additionne les aménagements cyclables par zone (commune, EPCI…) : km d’axe, chaque ligne une fois ; km des deux côtés, droit plus gauche, un côté à double sens comptant deux fois ; km par type ; le taux de cyclabilité de la voirie ; les km pour 1 000 habitants ; et les indicateurs crte_6.1 (aménagements sécurisés : pistes et voies vertes, deux côtés) et cae_44.a à cae_44.ag de Territoires en Transitions. Les sorties portent leurs codes : un modèle les donne à « Enregistrer la valeur d’un indicateur ».

Ce qui est en travaux ou prévu (statut EN TRAVAUX) est compté à part, jamais comme en service. Un côté dont le sens n’est pas dit compte une fois. Une route à la limite de deux zones est pour moitié dans chacune. Les nombres des sorties sont ceux de toutes les zones ensemble, chaque ligne une fois.

Taux de cyclabilité : km d’axe d’aménagements rapportés aux km de rues ouvertes aux voitures et aux vélos (Vélo &amp; Territoires 2022, aujourd’hui Réseau vélo et marche ; 3 % en France en 2022). Il ignore les discontinuités, le trafic et les vitesses, il compte les voies vertes, qui ne sont pas des rues, et la façon dont l’association compte ses rues n’a pas pu être lue : comparez des zones et des années calculées de la même façon, et lisez-le avec le stress du trafic. Sans routes, il manque, il n’est pas 0.

La définition de cae_44.a ne dit pas comment compter deux côtés : COUNTING le choisit, les deux côtés étant la règle de crte_6.1.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Lengths cut by zones; crte_6.1 and cae_44.a of Territoires en Transitions; cyclability rate of Vélo &amp; Territoires (2022).</source>
   <translation>Longueurs coupées par zone ; crte_6.1 et cae_44.a de Territoires en Transitions ; taux de cyclabilité de Vélo &amp; Territoires (2022).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.aa: cycle tracks (km per 1,000 inhabitants)</source>
   <translation>cae_44.aa : pistes cyclables (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.ab: greenways (km per 1,000 inhabitants)</source>
   <translation>cae_44.ab : voies vertes (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.ac: cycle lanes (km per 1,000 inhabitants)</source>
   <translation>cae_44.ac : bandes cyclables (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.ad: shared bus lanes (km per 1,000 inhabitants)</source>
   <translation>cae_44.ad : couloirs bus + vélo (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.ae: contraflows (km per 1,000 inhabitants)</source>
   <translation>cae_44.ae : doubles sens cyclables (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.af: paths shared with walkers (km per 1,000 inhabitants)</source>
   <translation>cae_44.af : voies partagées avec les piétons (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.ag: other facilities (km per 1,000 inhabitants)</source>
   <translation>cae_44.ag : autres aménagements (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>cycle facilities</source>
   <translation>aménagements cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>kilometres</source>
   <translation>kilomètres</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cyclability</source>
   <translation>cyclabilité</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Cycle facilities</source>
   <translation>Aménagements cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>The output of “Import and check cycle facilities”: lines with ame_d and ame_g in the spelling of the schema.</source>
   <translation>La sortie de « Importer et vérifier des aménagements cyclables » : lignes avec ame_d et ame_g, écrits comme dans le schéma.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Communes, EPCI or any perimeters. They may overlap.</source>
   <translation>Communes, EPCI ou tout autre périmètre. Ils peuvent se recouvrir.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Zone field</source>
   <translation>Champ de la zone</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Name or code. Polygons of one value make one zone: the EPCI of communes, for instance.</source>
   <translation>Nom ou code. Les polygones d’une même valeur font une seule zone : l’EPCI des communes, par exemple.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Population field</source>
   <translation>Champ de la population</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Inhabitants of each polygon. Without it, rates per 1,000 inhabitants are missing.</source>
   <translation>Habitants de chaque polygone. Sans lui, les taux pour 1 000 habitants manquent.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>All streets</source>
   <translation>Toutes les rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>For the cyclability rate: the BD TOPO, OpenStreetMap, or the import with the streets without a facility. Only streets that cars and bikes may use are counted; lines without a class, all.</source>
   <translation>Pour le taux de cyclabilité : la BD TOPO, OpenStreetMap, ou l’import avec les rues sans aménagement. Seules les rues ouvertes aux voitures et aux vélos sont comptées ; les lignes sans classe le sont toutes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Kilometres per 1,000 inhabitants count</source>
   <translation>Les kilomètres pour 1 000 habitants comptent</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>both_sides: each side, twice where ridden both ways. axis: each line once, shared between its kinds.</source>
   <translation>both_sides : chaque côté, deux fois s’il est à double sens. axis : chaque ligne une fois, partagée entre ses types.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Cycle facilities by zone</source>
   <translation>Aménagements cyclables par zone</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>The zones with their kilometres, rates and indicators, and the reason of what is missing.</source>
   <translation>Les zones avec leurs kilomètres, leurs taux et leurs indicateurs, et la raison de ce qui manque.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Kilometres by facility</source>
   <translation>Kilomètres par aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>One row per zone and kind of facility of the schema.</source>
   <translation>Une ligne par zone et par type d’aménagement du schéma.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>ame_d or ame_g is not in the schema's list</source>
   <translation>ame_d ou ame_g n’est pas dans la liste du schéma</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>no name</source>
   <translation>sans nom</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Facilities in service, by axis (km)</source>
   <translation>Aménagements en service, à l’axe (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Facilities in service, both sides (km)</source>
   <translation>Aménagements en service, deux côtés (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Facilities being built, by axis (km)</source>
   <translation>Aménagements en travaux, à l’axe (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Direction not said, counted once (km)</source>
   <translation>Sens non dit, compté une fois (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Lines with a side of which nothing is said (km)</source>
   <translation>Lignes dont un côté n’est pas renseigné (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Streets (km)</source>
   <translation>Rues (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Cyclability rate (%)</source>
   <translation>Taux de cyclabilité (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Facilities per 1,000 inhabitants (km)</source>
   <translation>Aménagements pour 1 000 habitants (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>crte_6.1: safe facilities (km)</source>
   <translation>crte_6.1 : aménagements sécurisés (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>cae_44.a: facilities (km per 1,000 inhabitants)</source>
   <translation>cae_44.a : aménagements (km pour 1 000 habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Why a rate is missing</source>
   <translation>Pourquoi un taux manque</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>The layer “{layer}” has no field {fields}. Run “Import and check cycle facilities” first.</source>
   <translation>La couche « {layer} » n’a pas de champ {fields}. Lancez d’abord « Importer et vérifier des aménagements cyclables ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>No line of the layer “{layer}” bears a facility of the schema. Run “Import and check cycle facilities” first.</source>
   <translation>Aucune ligne de la couche « {layer} » ne porte d’aménagement du schéma. Lancez d’abord « Importer et vérifier des aménagements cyclables ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>No zone of the layer “{layer}” has a value in the field “{field}”. Choose another field.</source>
   <translation>Aucune zone de la couche « {layer} » n’a de valeur dans le champ « {field} ». Choisissez un autre champ.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>No line of the layer “{layer}” is a street that cars and bikes may use. Choose a layer of streets, or none: the rate is then missing.</source>
   <translation>Aucune ligne de la couche « {layer} » n’est une rue ouverte aux voitures et aux vélos. Choisissez une couche de rues, ou aucune : le taux manque alors.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>No street: the cyclability rate is missing.</source>
   <translation>Aucune rue : le taux de cyclabilité manque.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>The population of a zone at least is missing: rates per 1,000 inhabitants are missing there, and for all zones together.</source>
   <translation>La population d’une zone au moins manque : les taux pour 1 000 habitants y manquent, et pour toutes les zones ensemble.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Layer “{layer}”: {count} lines of {total} are streets that cars and bikes may use.</source>
   <translation>Couche « {layer} » : {count} lignes sur {total} sont des rues ouvertes aux voitures et aux vélos.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>no street in the zone</source>
   <translation>pas de rue dans la zone</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>no layer of streets</source>
   <translation>pas de couche de rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>population missing or 0</source>
   <translation>population absente ou 0</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>no field of population</source>
   <translation>pas de champ de population</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>All zones: {axis} km by axis, {both} km of both sides, {works} km being built.</source>
   <translation>Toutes les zones : {axis} km à l’axe, {both} km des deux côtés, {works} km en travaux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Rates per 1,000 inhabitants count: {counting}.</source>
   <translation>Les taux pour 1 000 habitants comptent : {counting}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Facility</source>
   <translation>Aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>By axis (km)</source>
   <translation>À l’axe (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>Both sides (km)</source>
   <translation>Deux côtés (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>{km} km are of a direction that is not said: counted once.</source>
   <translation>{km} km sont d’un sens qui n’est pas dit : comptés une fois.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>{km} km of lines have a side of which nothing is said: counted as without facility.</source>
   <translation>{km} km de lignes ont un côté non renseigné : compté comme sans aménagement.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclenetworkstats.py" />
   <source>{km} km of facilities lie outside the zones.</source>
   <translation>{km} km d’aménagements sont hors des zones.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Cycling potential</source>
   <translation>Potentiel cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Who could cycle to work, flow by flow: the uptake model of the Propensity to Cycle Tool (PCT, Lovelace et al. 2017), from the length and the mean gradient of the way by bike.

Government Target adds to today's cyclists the share that the model gives: cycling doubles, most where it is easy. Go Dutch: as many cyclists as in the Netherlands at the same length and gradient. E-bikes (indicative): the same where every new cyclist may have an electric bike. Never fewer cyclists than today nor more than workers; past 30 km, none more, as PCT does.

Validity: the model was fitted on England and the Netherlands (2011), e-bikes on Dutch and Swiss surveys. In France it is a transfer: an order of magnitude to compare flows, not a forecast. Calibrate it: the level of Government Target is then that of the cyclists observed in the territory, which it doubles; Go Dutch and e-bikes keep the Dutch level.

New cyclists leave a car as often as those of the flow who do not cycle drive. Kilometres are there and back, along the way by bike; 136.8 days a year are PCT's count for English cyclists; a car emits 0.192 kg of CO2 a kilometre (ADEME, driven).

Without a terrain model, the country is taken as flat, which flatters. Flows inside one zone are left out and counted, although they are the shortest: take small zones. Numbers of the census under 200 workers are uncertain.</source>
   <translation>Qui pourrait aller au travail à vélo, flux par flux : le modèle de report du Propensity to Cycle Tool (PCT, Lovelace et al. 2017), d’après la longueur et la pente moyenne du chemin à vélo.

Government Target ajoute aux cyclistes d’aujourd’hui la part que donne le modèle : le vélo double, surtout là où c’est facile. Go Dutch : autant de cyclistes qu’aux Pays-Bas à même longueur et même pente. Vélo à assistance électrique (indicatif) : de même, si chaque nouveau cycliste peut avoir un vélo à assistance électrique. Jamais moins de cyclistes qu’aujourd’hui ni plus que d’actifs ; au-delà de 30 km, aucun de plus, comme dans PCT.

Validité : le modèle a été ajusté sur l’Angleterre et les Pays-Bas (2011), l’assistance électrique sur des enquêtes néerlandaises et suisses. En France c’est un transfert : un ordre de grandeur pour comparer des flux, pas une prévision. Calez-le : le niveau de Government Target est alors celui des cyclistes observés sur le territoire, qu’il double ; Go Dutch et l’assistance électrique gardent le niveau néerlandais.

Les nouveaux cyclistes laissent une voiture aussi souvent que conduisent ceux du flux qui ne vont pas à vélo. Les kilomètres sont aller et retour, le long du chemin à vélo ; 136,8 jours par an est le compte de PCT pour les cyclistes anglais ; une voiture émet 0,192 kg de CO2 par kilomètre (ADEME, à l’usage).

Sans MNT, le pays est pris comme plat, ce qui flatte. Les flux internes à une zone sont écartés et comptés, alors qu’ils sont les plus courts : prenez de petites zones. Les nombres du recensement sous 200 actifs sont incertains.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Uptake model of the Propensity to Cycle Tool (Lovelace et al. 2017) by length and gradient of the fastest way by bike; new cyclists taken from those who do not cycle.</source>
   <translation>Modèle de report du Propensity to Cycle Tool (Lovelace et al. 2017) selon la longueur et la pente du chemin le plus rapide à vélo ; les nouveaux cyclistes sont pris parmi ceux qui ne vont pas à vélo.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>modal shift</source>
   <translation>report modal</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Altitudes in metres (IGN's BD ALTI or RGE ALTI), averaged to 25 m. Flows whose way it does not cover are left out and counted. Empty: flat.</source>
   <translation>Altitudes en mètres (BD ALTI ou RGE ALTI de l’IGN), moyennées à 25 m. Les flux dont il ne couvre pas le chemin sont écartés et comptés. Vide : plat.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Scenario</source>
   <translation>Scénario</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>government_target, go_dutch, ebike (indicative), or all: columns for the three, and the numbers of government_target.</source>
   <translation>government_target, go_dutch, ebike (indicatif), ou all : des colonnes pour les trois, et les nombres de government_target.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Calibrate on the cyclists observed</source>
   <translation>Caler sur les cyclistes observés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Moves the level of Government Target so that the model gives as many cyclists as are observed on all the flows.</source>
   <translation>Déplace le niveau de Government Target pour que le modèle donne autant de cyclistes qu’on en observe sur l’ensemble des flux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Days on which a cyclist cycles to work and back. 136.8: 5.24 trips a week, 52.2 weeks (PCT, England).</source>
   <translation>Jours où un cycliste va au travail à vélo et en revient. 136,8 : 5,24 trajets par semaine, 52,2 semaines (PCT, Angleterre).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>CO2 of a car (kg for a vehicle-kilometre)</source>
   <translation>CO2 d’une voiture (kg par véhicule-kilomètre)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Empty: 0.192, the combustion car of ADEME, driven. By vehicle, not by person.</source>
   <translation>Vide : 0,192, la voiture thermique de l’ADEME, à l’usage. Par véhicule, pas par personne.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Coefficients</source>
   <translation>Coefficients</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>CSV with the columns of potentiel_velo.csv, for a model fitted elsewhere. Empty: those of PCT (2017).</source>
   <translation>CSV avec les colonnes de potentiel_velo.csv, pour un modèle ajusté ailleurs. Vide : ceux de PCT (2017).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Projected CRS in metres; of use without road network only.</source>
   <translation>SCR projeté en mètres ; utile seulement sans réseau routier.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>The flows with the length and the gradient of their way, cyclists by scenario, cars left at home, kilometres and CO2 avoided.</source>
   <translation>Les flux avec la longueur et la pente de leur chemin, les cyclistes par scénario, les voitures laissées à la maison, les kilomètres et le CO2 évités.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>More cyclists on the roads</source>
   <translation>Cyclistes de plus sur les routes</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>The pieces of road with the new cyclists who take them from home to work, by the fastest way. Needs the road network.</source>
   <translation>Les tronçons de route avec les nouveaux cyclistes qui les empruntent du domicile au travail, au plus rapide. Demande le réseau routier.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Who cycles by distance</source>
   <translation>Qui va à vélo selon la distance</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>The curves of the model and the share observed by band of distance.</source>
   <translation>Les courbes du modèle et la part observée par tranche de distance.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>given by the user</source>
   <translation>donné par l’utilisateur</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Who cycles to work, by distance</source>
   <translation>Qui va au travail à vélo, selon la distance</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>observed (as large as the workers)</source>
   <translation>observé (taille selon les actifs)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>It may be left empty where a field gives the distance.</source>
   <translation>Il peut rester vide là où un champ donne la distance.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Cyclists today</source>
   <translation>Cyclistes aujourd’hui</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Cyclists in the scenario</source>
   <translation>Cyclistes dans le scénario</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Car kilometres avoided (km/year)</source>
   <translation>Kilomètres de voiture évités (km/an)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Offset of the calibration</source>
   <translation>Décalage du calage</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Give the road network, or the field of the distance.</source>
   <translation>Donnez le réseau routier, ou le champ de la distance.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>No flow has a length and a gradient: the picture is not drawn.</source>
   <translation>Aucun flux n’a une longueur et une pente : l’image n’est pas dessinée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Curves at the mean gradient, {} %. Model fitted on England and the Netherlands (2011): an order of magnitude.</source>
   <translation>Courbes à la pente moyenne, {} %. Modèle ajusté sur l’Angleterre et les Pays-Bas (2011) : un ordre de grandeur.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>way by bike (km)</source>
   <translation>chemin à vélo (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>share of workers</source>
   <translation>part des actifs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>The terrain model and the flows on the roads need the road network: give it.</source>
   <translation>Le MNT et les flux sur les routes demandent le réseau routier : donnez-le.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Not calibrated: Government Target adds cyclists at the level of England in 2011.</source>
   <translation>Sans calage : Government Target ajoute des cyclistes au niveau de l’Angleterre en 2011.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Cars: {days} days a year, there and back, along the way by bike; {kg} kg of CO2 for a vehicle-kilometre ({source}).</source>
   <translation>Voitures : {days} jours par an, aller et retour, le long du chemin à vélo ; {kg} kg de CO2 par véhicule-kilomètre ({source}).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>No new cyclist takes a road: the layer of flows on the roads is empty.</source>
   <translation>Aucun nouveau cycliste n’emprunte de route : la couche des flux sur les routes est vide.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>{scenario}: about {before} cyclists today, {after} in the scenario; {km} car kilometres and {co2} t of CO2 avoided a year (screening).</source>
   <translation>{scenario} : environ {before} cyclistes aujourd’hui, {after} dans le scénario ; {km} kilomètres de voiture et {co2} t de CO2 évités par an (dépistage).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>{scenario}: coefficients of {source}.</source>
   <translation>{scenario} : coefficients de {source}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>{count} flows have no number of drivers: the kilometres and CO2 they would avoid are unknown, and are not in the sums.</source>
   <translation>{count} flux n’ont pas de nombre de conducteurs : les kilomètres et le CO2 qu’ils éviteraient sont inconnus, et ne sont pas dans les sommes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>{scenario}: {count} flows where the model gives more cyclists than workers are held at the workers.</source>
   <translation>{scenario} : {count} flux où le modèle donne plus de cyclistes que d’actifs sont ramenés au nombre d’actifs.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>Calibrated on the cyclists observed: {offset} is added to the constant of Government Target.</source>
   <translation>Calé sur les cyclistes observés : {offset} est ajouté à la constante de Government Target.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclepotential.py" />
   <source>{}: what it adds</source>
   <translation>{} : ce qu’il ajoute</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Cycle projects: what to build first</source>
   <translation>Projets cyclables, par gain par euro</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Groups contiguous stressful streets into projects, or takes the gap candidates, costs them by a table, and orders them: each time the project that opens most for a euro, gains being found again after each, until a number of projects or a budget. The access is the sum, over all people, of what they reach by bike within MINUTES on streets that do not frighten: destinations, or the other people. The curve shows what each budget buys.

Gains are exact for the model, in the order found; the order is not the best of all: projects that only serve together may be missed. A project makes its streets calm in both directions. People join the network at the nearest calm street, or at a nearer street that a project treats, once it is built. Only the MAX_CANDIDATES candidates that join most kilometres of calm streets are compared.

Costs are orders of magnitude: national means without junctions, land, bridges or drainage; some are assumptions, said in the table. Method: growth of networks step by step (Natera Orozco et al. 2020, Szell et al. 2022), gain by access.</source>
   <translation>Regroupe les rues stressantes contiguës en projets, ou prend les chaînons manquants candidats, leur donne un coût par une table, et les ordonne : chaque fois le projet qui ouvre le plus par euro, les gains étant recalculés après chacun, jusqu’à un nombre de projets ou un budget. L’accessibilité est la somme, sur tous les habitants, de ce qu’ils atteignent à vélo en moins de MINUTES par des rues qui ne font pas peur : des destinations, ou les autres habitants. La courbe montre ce qu’achète chaque budget.

Les gains sont exacts pour le modèle, dans l’ordre trouvé ; cet ordre n’est pas le meilleur de tous : des projets qui ne servent qu’ensemble peuvent être manqués. Un projet rend ses rues calmes dans les deux sens. Les habitants rejoignent le réseau à la rue calme la plus proche, ou à une rue plus proche traitée par un projet, une fois construite. Seuls les MAX_CANDIDATES candidats qui relient le plus de kilomètres de rues calmes sont comparés.

Les coûts sont des ordres de grandeur : des moyennes nationales sans carrefours, foncier, ponts ni assainissement ; certains sont des hypothèses, dites dans la table. Méthode : croissance de réseaux pas à pas (Natera Orozco et al. 2020, Szell et al. 2022), gain par l’accessibilité.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Greedy by access gained for a euro, gains found again after each project; access: people × destinations within the time on calm streets.</source>
   <translation>Glouton selon l’accessibilité gagnée par euro, gains recalculés après chaque projet ; accessibilité : habitants × destinations atteintes à temps par des rues calmes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>prioritisation</source>
   <translation>priorisation</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>budget</source>
   <translation>budget</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>access</source>
   <translation>accessibilité</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Projects</source>
   <translation>Projets</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The projects chosen, by rank: length, cost, what each opens, the access and the cost so far.</source>
   <translation>Les projets retenus, par rang : longueur, coût, ce qu’ouvre chacun, l’accessibilité et le coût cumulés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Access against budget</source>
   <translation>Accessibilité selon le budget</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>A table: the cost and the access after 0, 1, 2… projects.</source>
   <translation>Une table : le coût et l’accessibilité après 0, 1, 2… projets.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Made by “Gaps of the cycle network”: each link is then a project, whatever its length. Empty: the stressful streets are grouped.</source>
   <translation>Faits par « Discontinuités et chaînons manquants » : chaque lien est alors un projet, quelle que soit sa longueur. Vide : les rues stressantes sont regroupées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>People of each place. Places without a number are left out and counted.</source>
   <translation>Habitants de chaque lieu. Les lieux sans nombre sont écartés et comptés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Destinations</source>
   <translation>Destinations</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Schools, shops, stations, jobs… Empty: the people themselves, so that the access is the number of people within reach.</source>
   <translation>Écoles, commerces, gares, emplois… Vide : les habitants eux-mêmes ; l’accessibilité est alors le nombre d’habitants à portée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Weight field of the destinations</source>
   <translation>Champ du poids des destinations</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Jobs, pupils… Empty: each destination counts for 1.</source>
   <translation>Emplois, élèves… Vide : chaque destination compte pour 1.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Facility to build</source>
   <translation>Aménagement à construire</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>A type of the table of costs, for every project.</source>
   <translation>Un type de la table des coûts, pour tous les projets.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Field of the facility planned on each street</source>
   <translation>Champ de l’aménagement prévu sur chaque rue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>A type of the table of costs; where it is empty, the facility above.</source>
   <translation>Un type de la table des coûts ; là où il est vide, l’aménagement ci-dessus.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Table of costs</source>
   <translation>Table des coûts</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>A changed copy of couts_cyclables.csv (type, cost_eur_per_m, source). Empty: the plugin's.</source>
   <translation>Une copie modifiée de couts_cyclables.csv (type, cost_eur_per_m, source). Vide : celle de l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Treat streets of unknown stress too</source>
   <translation>Traiter aussi les rues de stress inconnu</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Otherwise they are neither calm nor in a project, except along gap candidates.</source>
   <translation>Sinon elles ne sont ni calmes ni dans un projet, sauf le long des chaînons manquants candidats.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>destinations</source>
   <translation>destinations</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>people</source>
   <translation>habitants</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>What a budget opens by bike</source>
   <translation>Ce qu’un budget ouvre à vélo</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Costs: orders of magnitude. Ranks of the projects beside the marks. Atlas PCAET.</source>
   <translation>Coûts : ordres de grandeur. Rangs des projets à côté des points. Atlas PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Projects chosen</source>
   <translation>Projets retenus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Their cost (€)</source>
   <translation>Leur coût (€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Access today (mean of all people)</source>
   <translation>Accessibilité aujourd’hui (moyenne de tous les habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Access with the projects (mean of all people)</source>
   <translation>Accessibilité avec les projets (moyenne de tous les habitants)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Candidates compared</source>
   <translation>Candidats comparés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>People without a calm street within reach</source>
   <translation>Population sans rue calme à portée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Longest ride (min)</source>
   <translation>Plus long trajet (min)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>By bike, from door to door but for the way to the first street.</source>
   <translation>À vélo, de porte à porte, hors le chemin jusqu’à la première rue.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>1: children; 2: most adults; 3: confident cyclists.</source>
   <translation>1 : enfants ; 2 : la plupart des adultes ; 3 : cyclistes aguerris.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>How many projects at most. Empty: as many as the budget pays.</source>
   <translation>Combien de projets au plus. Vide : autant que le budget en paie.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Budget (€)</source>
   <translation>Budget (€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>What the projects may cost together. Empty: only their number counts.</source>
   <translation>Ce que les projets peuvent coûter ensemble. Vide : seul leur nombre compte.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Shortest project (m)</source>
   <translation>Plus court projet (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Shorter stretches of stressful street are left out, and counted. Gap candidates are all kept.</source>
   <translation>Les portions de rue stressante plus courtes sont écartées, et comptées. Les chaînons manquants candidats sont tous gardés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Longest project (m)</source>
   <translation>Plus long projet (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Longer stretches are cut, rather at a junction with a calm street.</source>
   <translation>Les portions plus longues sont coupées, de préférence à un carrefour avec une rue calme.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Candidates compared, at most</source>
   <translation>Candidats comparés, au plus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Those that join most kilometres of calm streets for each kilometre. More take longer, in proportion.</source>
   <translation>Ceux qui relient le plus de kilomètres de rues calmes par kilomètre. Davantage prend plus de temps, en proportion.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>A place farther than this from a calm street, or from one that a project treats, reaches nothing.</source>
   <translation>Un lieu plus loin que cela d’une rue calme, ou d’une rue traitée par un projet, n’atteint rien.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Give COUNT, a number of projects, or BUDGET, or both.</source>
   <translation>Donnez COUNT, un nombre de projets, ou BUDGET, ou les deux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The shortest project (MIN_PROJECT_M) is longer than the longest (MAX_PROJECT_M).</source>
   <translation>Le plus court projet (MIN_PROJECT_M) est plus long que le plus long (MAX_PROJECT_M).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>No project opens anything within the budget: raise BUDGET, MINUTES, MAX_PROJECT_M or MAX_CANDIDATES, or look at “Gaps of the cycle network”.</source>
   <translation>Aucun projet n’ouvre quoi que ce soit dans le budget : augmentez BUDGET, MINUTES, MAX_PROJECT_M ou MAX_CANDIDATES, ou regardez « Discontinuités et chaînons manquants ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Cycle projects</source>
   <translation>Projets cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The layer “{layer}” needs streets above the stress {most}, which projects treat, and streets of {most} at most, which they join: it has {treat} and {calm}.</source>
   <translation>La couche « {layer} » demande des rues de stress supérieur à {most}, que les projets traitent, et des rues de {most} au plus, qu’ils relient : elle en a {treat} et {calm}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The table of costs has no type “{type}”. Its types are: {types}.</source>
   <translation>La table des coûts n’a pas de type « {type} ». Ses types sont : {types}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>No place of the layer “{layer}” has a calm street within {reach} m. Check that both layers cover the same territory, and their CRS.</source>
   <translation>Aucun lieu de la couche « {layer} » n’a de rue calme à moins de {reach} m. Vérifiez que les deux couches couvrent le même territoire, et leur SCR.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>no street to treat along it</source>
   <translation>pas de rue à traiter sur son tracé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>No project is left in the layer “{layer}”: lower MIN_PROJECT_M, or check that the gaps were found on these streets.</source>
   <translation>Il ne reste aucun projet dans la couche « {layer} » : baissez MIN_PROJECT_M, ou vérifiez que les chaînons manquants ont été trouvés sur ces rues.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{what} within {minutes} min on calm streets (mean)</source>
   <translation>{what} en moins de {minutes} min par des rues calmes (moyenne)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>Cost (million €)</source>
   <translation>Coût (millions d’€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>The layer “{layer}” has no weight: all are missing or zero in the field “{field}”.</source>
   <translation>La couche « {layer} » n’a pas de poids : tous sont absents ou nuls dans le champ « {field} ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{type}: {cost} € a metre ({source}).</source>
   <translation>{type} : {cost} € le mètre ({source}).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{projects} projects chosen of {candidates} compared, for about {cost} million euros: the mean access goes from {before} to {after}.</source>
   <translation>{projects} projets retenus sur {candidates} comparés, pour environ {cost} millions d’euros : l’accessibilité moyenne passe de {before} à {after}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{count} of {all} candidates are compared: those that join most kilometres of calm streets for each kilometre, then the longest. Raise MAX_CANDIDATES to compare more.</source>
   <translation>{count} candidats sur {all} sont comparés : ceux qui relient le plus de kilomètres de rues calmes par kilomètre, puis les plus longs. Augmentez MAX_CANDIDATES pour en comparer davantage.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{people} people have no calm street within reach: they reach nothing until a project passes near them.</source>
   <translation>{people} habitants n’ont pas de rue calme à portée : ils n’atteignent rien tant qu’un projet ne passe pas près d’eux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cycleprojects.py" />
   <source>{count} stretches of stressful street shorter than {least} m, {km} km together, are no project: lower MIN_PROJECT_M to compare them too.</source>
   <translation>{count} portions de rue stressante de moins de {least} m, {km} km ensemble, ne font pas de projet : baissez MIN_PROJECT_M pour les comparer aussi.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Level of traffic stress</source>
   <translation>Niveau de stress du trafic</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Says how stressful each street is to ride, in each direction: 1 a child may ride there, 2 most adults, 3 those who ride already, 4 almost nobody. It comes from the speed and the number of cars, the lanes, and the cycle facility with its width and the cars parked beside it.

Unknown is not low: a level is empty where something it needs is not known. By default, what the layer does not say is taken from a table by class of road, and the level is marked “default”; without defaults it stays empty. Give counts and limits where you have them: with assumed traffic and speeds this is a first sorting, not a finding.

Where bikes share the road with cars, 30 km/h gives 1 or 2, 50 km/h 2 or 3, 70 and 80 km/h 3 or 4. A separated path is 1; a bike lane counts from 1.22 m, and beside parked cars when lane and parking make 3.66 m; a bus lane is a bike lane of 1.83 m, one class worse. A junction without signals gives an approach the highest level of its legs: a leg with a separated path counts as 1 there although its cars must be crossed.

Right (_d) and left (_g) are those of the line as drawn; forward is the way it is drawn.

Sources: P. Furth, LTS Tables v2.2 (2022); BNA of PeopleForBikes; junctions as in R5; French facilities and assumed values: our reading, in the tables that come with the plugin.</source>
   <translation>Dit combien chaque rue est stressante à vélo, dans chaque sens : 1 un enfant peut y rouler, 2 la plupart des adultes, 3 ceux qui roulent déjà, 4 presque personne. Cela vient de la vitesse et du nombre de voitures, des voies, et de l’aménagement cyclable avec sa largeur et les voitures garées à côté.

Inconnu ne veut pas dire bas : un niveau est vide quand il manque une donnée nécessaire. Par défaut, ce que la couche ne dit pas est pris dans une table par classe de route, et le niveau est marqué « default » ; sans valeurs par défaut, il reste vide. Donnez des comptages et des limitations là où vous en avez : avec un trafic et des vitesses supposés, c’est un premier tri, pas un constat.

Là où les vélos partagent la chaussée avec les voitures, 30 km/h donne 1 ou 2, 50 km/h 2 ou 3, 70 et 80 km/h 3 ou 4. Une piste séparée est à 1 ; une bande cyclable compte à partir de 1,22 m et, le long de voitures garées, quand bande et stationnement font 3,66 m ; un couloir bus est une bande cyclable de 1,83 m, moins bonne d’une classe. Un carrefour sans feux donne à une approche le plus haut niveau de ses branches : une branche avec piste séparée y compte pour 1, bien qu’il faille traverser ses voitures.

Droite (_d) et gauche (_g) sont celles de la ligne dans le sens du tracé ; forward est le sens du tracé.

Sources : P. Furth, LTS Tables v2.2 (2022) ; BNA de PeopleForBikes ; carrefours comme dans R5 ; aménagements français et valeurs supposées : notre lecture, dans les tables livrées avec l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>cycle lane</source>
   <translation>bande cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Streets</source>
   <translation>Rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>All the streets, with or without facility: the layer made by “Import and check cycle facilities”, lines of OpenStreetMap (a .osm or .osm.pbf file as it is), the national schema, or any lines with a mapping.</source>
   <translation>Toutes les rues, avec ou sans aménagement : la couche faite par « Importer et vérifier des aménagements cyclables », des lignes d’OpenStreetMap (un fichier .osm ou .osm.pbf tel quel), le schéma national, ou toutes lignes avec une correspondance.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Fields</source>
   <translation>Champs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>For example: class=nature; speed=vitesse; adt=tmja; lanes=nb_voies; oneway=sens; width_road=largeur; ame_d=type; largeur_d=largeur; parking_d=stat; blocked=obstrue. Empty, usual names are recognised.</source>
   <translation>Par exemple : class=nature; speed=vitesse; adt=tmja; lanes=nb_voies; oneway=sens; width_road=largeur; ame_d=type; largeur_d=largeur; parking_d=stat; blocked=obstrue. Vide, les noms usuels sont reconnus.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Rules</source>
   <translation>Règles</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>furth: four levels, asks for traffic. bna: low (1) or high (3), without traffic, for thin data.</source>
   <translation>furth : quatre niveaux, demande le trafic. bna : bas (1) ou haut (3), sans trafic, pour des données maigres.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Assume what is not said</source>
   <translation>Supposer ce qui n’est pas dit</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>By class of road, from a table; such levels are marked “default”. Unticked, they stay empty.</source>
   <translation>Par classe de route, d’après une table ; ces niveaux sont marqués « default ». Décoché, ils restent vides.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Built-up areas</source>
   <translation>Zones bâties</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Where 50 km/h is assumed instead of 80 for streets whose speed nothing says; judged at the middle of each line.</source>
   <translation>Là où l’on suppose 50 km/h au lieu de 80 pour les rues dont rien ne dit la vitesse ; jugé au milieu de chaque ligne.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Judge junctions</source>
   <translation>Juger les carrefours</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Adds crossing_lts_…: the stress of the street with the junctions met along it and at its end.</source>
   <translation>Ajoute crossing_lts_… : le stress de la rue avec les carrefours rencontrés sur son parcours et à son bout.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Traffic signals</source>
   <translation>Feux tricolores</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Points of signals, or points of OpenStreetMap (the same .osm file): those that are signals are kept. Without them every junction counts as having none.</source>
   <translation>Points des feux, ou points d’OpenStreetMap (le même fichier .osm) : ceux qui sont des feux sont gardés. Sans eux, chaque carrefour compte comme sans feux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Signals of a junction within (m)</source>
   <translation>Feux d’un carrefour à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Signals are often drawn at the stop lines, not at the junction.</source>
   <translation>Les feux sont souvent dessinés aux lignes d’arrêt, pas au carrefour.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Ends of lines closer than this meet at one junction.</source>
   <translation>Les bouts de lignes plus proches que cela se rejoignent en un seul carrefour.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Table of the rules</source>
   <translation>Table des règles</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>A changed copy of stress_furth.csv or stress_bna.csv. Empty: the plugin's.</source>
   <translation>Une copie modifiée de stress_furth.csv ou de stress_bna.csv. Vide : celle de l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Table of assumed values</source>
   <translation>Table des valeurs supposées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>A changed copy of trafic_stress_defaut.csv: speeds, traffic, lanes, widths by class, speeds of maxspeed words. Empty: the plugin's.</source>
   <translation>Une copie modifiée de trafic_stress_defaut.csv : vitesses, trafic, voies, largeurs par classe, vitesses des mots de maxspeed. Vide : celle de l’extension.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Stress of streets</source>
   <translation>Stress des rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>The streets with their columns, the stress of each direction, where it comes from and the rule.</source>
   <translation>Les rues avec leurs colonnes, le stress de chaque sens, d’où il vient et la règle.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Kilometres by level</source>
   <translation>Kilomètres par niveau</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Kilometres by level of stress, for the whole and by kind of facility.</source>
   <translation>Kilomètres par niveau de stress, pour l’ensemble et par type d’aménagement.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Furth's LTS tables v2.2</source>
   <translation>Tables LTS v2.2 de Furth</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Segment rules of BNA (PeopleForBikes)</source>
   <translation>Règles de tronçon de la BNA (PeopleForBikes)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Kilometres whose level is not known</source>
   <translation>Kilomètres dont le niveau n’est pas connu</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>speed</source>
   <translation>vitesse</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>No field says one-way streets: they are two-way unless a contraflow facility says otherwise.</source>
   <translation>Aucun champ ne dit les sens uniques : les rues sont à double sens, sauf si un double sens cyclable dit le contraire.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>No level is known: give speed, traffic and lanes, or let them be assumed.</source>
   <translation>Aucun niveau n’est connu : donnez la vitesse, le trafic et les voies, ou laissez-les être supposés.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>No line of “{layer}” has a value of “{field}”: choose the streets.</source>
   <translation>Aucune ligne de « {layer} » n’a de valeur de « {field} » : choisissez les rues.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Fields used: {}.</source>
   <translation>Champs utilisés : {}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>{nodes} ends and junctions, {signals} of them with signals.</source>
   <translation>{nodes} bouts et carrefours, dont {signals} avec feux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Kilometres by level: {one} of 1, {two} of 2, {three} of 3, {four} of 4, {unknown} unknown; {shut} closed to bikes.</source>
   <translation>Kilomètres par niveau : {one} de 1, {two} de 2, {three} de 3, {four} de 4, {unknown} inconnus ; {shut} fermés aux vélos.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>{share} % of the length has a level that depends on an assumed value.</source>
   <translation>{share} % de la longueur a un niveau qui dépend d’une valeur supposée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Speeds that are not understood count as unknown: {texts}{more}.</source>
   <translation>Des vitesses qui ne sont pas comprises comptent comme inconnues : {texts}{more}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>{count} points of “{layer}” are traffic signals.</source>
   <translation>{count} points de « {layer} » sont des feux tricolores.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Assumed {what}: {share} % of the length.</source>
   <translation>Supposé, {what} : {share} % de la longueur.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>Kilometres of level {}</source>
   <translation>Kilomètres de niveau {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/cyclestress.py" />
   <source>{count} lines of OpenStreetMap that are no street are left out.</source>
   <translation>{count} lignes d’OpenStreetMap qui ne sont pas des rues sont écartées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Export cycle facilities</source>
   <translation>Exporter des aménagements cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Writes cycle facilities as a GeoJSON that passes the national schema 0.3.5, ready for transport.data.gouv.fr: WGS 84, the national columns only, names of routes as an array, missing values left out.

A line that the schema refuses (a required value missing, a value that is not in its list) is not written: the log names it with the column, the rule and the reason. Nothing is corrected here: run “Import and check cycle facilities” first, with the communes, whose codes the schema requires.

Limits: the schema does not check that a facility exists, nor on which side; it lets an identifier be written twice.</source>
   <translation>Écrit les aménagements cyclables en un GeoJSON conforme au schéma national 0.3.5, prêt pour transport.data.gouv.fr : WGS 84, les seules colonnes nationales, noms des itinéraires en tableau, valeurs absentes omises.

Une ligne que le schéma refuse (une valeur obligatoire absente, une valeur hors de sa liste) n’est pas écrite : le journal la nomme avec la colonne, la règle et la raison. Rien n’est corrigé ici : lancez d’abord « Importer et vérifier des aménagements cyclables », avec les communes, dont le schéma exige les codes.

Limites : le schéma ne vérifie pas qu’un aménagement existe, ni de quel côté ; il laisse écrire deux fois un identifiant.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>The output of “Import and check cycle facilities”, or any lines with the columns of the schema.</source>
   <translation>La sortie de « Importer et vérifier des aménagements cyclables », ou toutes lignes avec les colonnes du schéma.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Columns under other names, for example: id_local=code; ame_d=type_dr; source='Ville du Mans'. A value between quotes is the same everywhere.</source>
   <translation>Colonnes sous d’autres noms, par exemple : id_local=code; ame_d=type_dr; source='Ville du Mans'. Une valeur entre apostrophes droites est la même partout.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Write the streets without a facility</source>
   <translation>Écrire les rues sans aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Lines with AUCUN on both sides: the schema allows them, the national base has no use for them.</source>
   <translation>Lignes avec AUCUN des deux côtés : le schéma les permet, la base nationale n’en a pas l’usage.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>GeoJSON files (*.geojson)</source>
   <translation>Fichiers GeoJSON (*.geojson)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>The GeoJSON in schema 0.3.5.</source>
   <translation>Le GeoJSON au schéma 0.3.5.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Lines written</source>
   <translation>Lignes écrites</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>Streets without a facility, left out</source>
   <translation>Rues sans aménagement, écartées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>The layer “{layer}” has both sides in one column ({column}): run “Import and check cycle facilities” first.</source>
   <translation>La couche « {layer} » a les deux côtés dans une seule colonne ({column}) : lancez d’abord « Importer et vérifier des aménagements cyclables ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>The layer “{layer}” has streets without a facility only: nothing to write. Tick “Write the streets without a facility” if they are wanted.</source>
   <translation>La couche « {layer} » n’a que des rues sans aménagement : rien à écrire. Cochez « Écrire les rues sans aménagement » si vous les voulez.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>No line of the layer “{layer}” passes the schema; the first one breaks {rule} in the column {column}. Run “Import and check cycle facilities” first, with the communes, or say the columns in MAPPING.</source>
   <translation>Aucune ligne de la couche « {layer} » n’est conforme au schéma ; la première enfreint {rule} dans la colonne {column}. Lancez d’abord « Importer et vérifier des aménagements cyclables », avec les communes, ou donnez les colonnes dans MAPPING.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>{count} lines written in schema 0.3.5.</source>
   <translation>{count} lignes écrites au schéma 0.3.5.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/exportcyclefacilities.py" />
   <source>{count} id_local are written more than once ({ids}).</source>
   <translation>{count} id_local sont en double ({ids}).</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Identifier</source>
   <translation>Identifiant</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Local network</source>
   <translation>Réseau local</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Names of the local routes (JSON array)</source>
   <translation>Noms des itinéraires locaux (tableau JSON)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>OpenStreetMap identifier</source>
   <translation>Identifiant OpenStreetMap</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Numbers of the routes</source>
   <translation>Numéros des itinéraires</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Accessible to</source>
   <translation>Accessible à</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Updated on</source>
   <translation>Mis à jour le</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Speed limit of the traffic (km/h)</source>
   <translation>Vitesse limite du trafic (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Lit</source>
   <translation>Éclairé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Year of opening</source>
   <translation>Année d’ouverture</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Producer</source>
   <translation>Producteur</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Projection of the source</source>
   <translation>Projection de la source</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Geographic reference</source>
   <translation>Référentiel géographique</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Class of street (OpenStreetMap)</source>
   <translation>Classe de la rue (OpenStreetMap)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Nature of the road (BD TOPO)</source>
   <translation>Nature de la route (BD TOPO)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Importance (BD TOPO)</source>
   <translation>Importance (BD TOPO)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Name of the street</source>
   <translation>Nom de la rue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Traffic lanes</source>
   <translation>Voies de circulation</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>One-way traffic (yes, -1 against the line, no)</source>
   <translation>Sens unique du trafic (yes, -1 contre le tracé, no)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Parking, right</source>
   <translation>Stationnement, à droite</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Parking, left</source>
   <translation>Stationnement, à gauche</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Traffic (vehicles/day)</source>
   <translation>Trafic (véhicules/jour)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Width of the carriageway (m)</source>
   <translation>Largeur de la chaussée (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Other tags (OpenStreetMap)</source>
   <translation>Autres attributs (OpenStreetMap)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>columns the schema requires have no value</source>
   <translation>colonnes exigées par le schéma sans valeur</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>numbers that cannot be right</source>
   <translation>nombres qui ne peuvent pas être justes</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>zeros that stand for a missing value</source>
   <translation>zéros mis pour une valeur absente</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>texts that say the value is not known</source>
   <translation>textes qui disent que la valeur n’est pas connue</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>values written otherwise than in the schema</source>
   <translation>valeurs écrites autrement que dans le schéma</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>texts read in a wrong encoding</source>
   <translation>textes lus dans un mauvais encodage</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>names that are not in an array</source>
   <translation>noms qui ne sont pas dans un tableau</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>widths in centimetres</source>
   <translation>largeurs en centimètres</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>texts that hold both sides</source>
   <translation>textes qui portent les deux côtés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>one value for two sides</source>
   <translation>une seule valeur pour deux côtés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>facilities narrower than recommended</source>
   <translation>aménagements plus étroits que recommandé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>facilities wider than described</source>
   <translation>aménagements plus larges que décrit</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>contraflows on the traffic's own side</source>
   <translation>doubles sens cyclables du côté du trafic lui-même</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>contraflows of two-way streets</source>
   <translation>doubles sens cyclables de rues à double sens</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>greenways written on both sides</source>
   <translation>voies vertes écrites des deux côtés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>values of tags that are not known</source>
   <translation>valeurs d’attributs inconnues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>INSEE codes of another commune than the location</source>
   <translation>codes INSEE d’une autre commune que l’emplacement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>sides in no commune of the layer</source>
   <translation>côtés qui ne sont dans aucune commune de la couche</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Feature of the input layer</source>
   <translation>Entité de la couche d’entrée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Drawn the other way than in the input</source>
   <translation>Tracé à l’inverse de l’entrée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Values as they were read, where changed (JSON)</source>
   <translation>Valeurs telles que lues, là où elles ont changé (JSON)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>right</source>
   <translation>droite</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>left</source>
   <translation>gauche</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Rule</source>
   <translation>Règle</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>INSEE code, {side}</source>
   <translation>Code INSEE, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Facility, {side}</source>
   <translation>Aménagement, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Traffic rules, {side}</source>
   <translation>Régime, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Directions, {side}</source>
   <translation>Sens, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Width, {side} (m)</source>
   <translation>Largeur, {side} (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Place, {side}</source>
   <translation>Localisation, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Status, {side}</source>
   <translation>Statut, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/facility_layers.py" />
   <source>Surface, {side}</source>
   <translation>Revêtement, {side}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Import and check cycle facilities</source>
   <translation>Importer et vérifier des aménagements cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Reads cycle facilities into the national schema 0.3.5: what the right side (_d) and the left side (_g) of each line bear, by the direction it is drawn. It reads OpenStreetMap (.osm.pbf, .osm or a layer with the column highway), the BD TOPO (its lines “piste cyclable”), layers in the schema of any version, and any lines by a mapping of columns and values.

Nothing is changed in silence: a value that can be read in one way only (case, accents, a former spelling, centimetres, two sides in one text) is written as the schema writes it, and the column “original” keeps what was read; any other stays as it was and is an error. “problem_text” and the table of anomalies say each. Widths below the recommended ones are told, never changed.

Limits: OpenStreetMap says what was drawn there. A plain cycleway=lane of a one-way street is taken on the right of its traffic. A way of its own is written on one side, two-way unless it says otherwise. Ways where bikes are merely allowed bear no facility.

Sources: etalab/amenagements-cyclables 0.3.5 and its documentation of widths; the mapping of OpenStreetMap is ours.</source>
   <translation>Lit des aménagements cyclables dans le schéma national 0.3.5 : ce que portent le côté droit (_d) et le côté gauche (_g) de chaque ligne, dans le sens du tracé. Il lit OpenStreetMap (.osm.pbf, .osm ou une couche avec la colonne highway), la BD TOPO (ses lignes « piste cyclable »), les couches au schéma de toute version, et toutes lignes par une correspondance de colonnes et de valeurs.

Rien n’est changé en silence : une valeur qui ne se lit que d’une façon (casse, accents, ancienne écriture, centimètres, deux côtés dans un seul texte) est écrite comme l’écrit le schéma, et la colonne « original » garde ce qui a été lu ; toute autre reste telle quelle et est une erreur. « problem_text » et la table des anomalies disent chacune. Les largeurs inférieures aux recommandations sont dites, jamais changées.

Limites : OpenStreetMap dit ce qui y a été dessiné. Un simple cycleway=lane d’une rue à sens unique est pris à droite de son trafic. Une voie à part est écrite d’un seul côté, à double sens sauf indication contraire. Les voies où les vélos sont seulement permis ne portent pas d’aménagement.

Sources : etalab/amenagements-cyclables 0.3.5 et sa documentation sur les largeurs ; la correspondance avec OpenStreetMap est la nôtre.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Read into the national schema of cycle facilities 0.3.5; widths compared with the recommended ones.</source>
   <translation>Lecture dans le schéma national des aménagements cyclables 0.3.5 ; largeurs comparées aux largeurs recommandées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>bike lanes</source>
   <translation>bandes cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Facilities or streets</source>
   <translation>Aménagements ou rues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Lines. An OSM file may be given as it is.</source>
   <translation>Lignes. Un fichier OSM peut être donné tel quel.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>What the layer is</source>
   <translation>Ce qu’est la couche</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>auto: national when a column is ame_d or ame_g, osm with highway, bdtopo with nature.</source>
   <translation>auto : national si une colonne est ame_d ou ame_g, osm avec highway, bdtopo avec nature.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Columns under other names, for example: ame_d=type_dr; ame_g=type_ga; largeur=larg; adt_veh_day=TMJA. A name without _d or _g is one column for both sides; a value between quotes is the same everywhere: ame_g='AUCUN'.</source>
   <translation>Colonnes sous d’autres noms, par exemple : ame_d=type_dr; ame_g=type_ga; largeur=larg; adt_veh_day=TMJA. Un nom sans _d ni _g est une seule colonne pour les deux côtés ; une valeur entre apostrophes droites est la même partout : ame_g='AUCUN'.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Values</source>
   <translation>Valeurs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The layer's own values, for example: PC=PISTE CYCLABLE; BC=BANDE CYCLABLE; 2=BIDIRECTIONNEL.</source>
   <translation>Les valeurs propres à la couche, par exemple : PC=PISTE CYCLABLE; BC=BANDE CYCLABLE; 2=BIDIRECTIONNEL.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Keep the streets without a facility</source>
   <translation>Garder les rues sans aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>As lines with AUCUN on both sides. Traffic stress and the cyclability rate need them.</source>
   <translation>En lignes avec AUCUN des deux côtés. Le stress du trafic et le taux de cyclabilité en ont besoin.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Polygons with INSEE codes: the code of each side is filled where it is missing, compared where it is not. The schema requires it.</source>
   <translation>Polygones avec codes INSEE : le code de chaque côté est rempli là où il manque, comparé là où il est donné. Le schéma l’exige.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Table of recommended widths</source>
   <translation>Table des largeurs recommandées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>CSV: ame;sens;width_min_m;width_max_m;source. Empty: the plugin's table, to copy and change.</source>
   <translation>CSV : ame;sens;width_min_m;width_max_m;source. Vide : la table de l’extension, à copier et à modifier.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Draw one-way lines along their traffic</source>
   <translation>Tracer les lignes à sens unique dans le sens de leur trafic</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Lines whose traffic runs against the drawing (oneway = -1) are reversed, and every _d and _g change places.</source>
   <translation>Les lignes dont le trafic va contre le tracé (oneway = -1) sont inversées, et chaque _d et _g changent de place.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The lines in the CRS of the input: national columns, what the street is, what was changed and found.</source>
   <translation>Les lignes dans le SCR de l’entrée : colonnes nationales, ce qu’est la rue, ce qui a été changé et trouvé.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>One row per anomaly: feature, column, value, rule, what is wrong, proposed value.</source>
   <translation>Une ligne par anomalie : entité, colonne, valeur, règle, ce qui ne va pas, valeur proposée.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Lines with a facility</source>
   <translation>Lignes avec un aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Streets without a facility</source>
   <translation>Rues sans aménagement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Length of the lines with a facility (km)</source>
   <translation>Longueur des lignes avec un aménagement (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Values to check</source>
   <translation>Valeurs à vérifier</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Lines with a value that was changed</source>
   <translation>Lignes dont une valeur a été changée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Facilities narrower than recommended</source>
   <translation>Aménagements plus étroits que recommandé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Lines without the INSEE code of a side</source>
   <translation>Lignes sans le code INSEE d’un côté</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The layer “{layer}” has no column of facilities (ame_d, ame_g), nor highway of OpenStreetMap, nor nature of the BD TOPO. Say it in MAPPING, for example ame_d=type. Its fields are: {fields}.</source>
   <translation>La couche « {layer} » n’a ni colonne d’aménagements (ame_d, ame_g), ni highway d’OpenStreetMap, ni nature de la BD TOPO. Dites-la dans MAPPING, par exemple ame_d=type. Ses champs sont : {fields}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The layer “{layer}” has no cycle facility: {count} streets without one were read. Tick “Keep the streets without a facility”, or say in MAPPING which column holds the facilities.</source>
   <translation>La couche « {layer} » n’a pas d’aménagement cyclable : {count} rues sans aménagement ont été lues. Cochez « Garder les rues sans aménagement », ou dites dans MAPPING quelle colonne porte les aménagements.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>The layer has facilities and no street without one: traffic stress and the cyclability rate need a layer of streets.</source>
   <translation>La couche a des aménagements et aucune rue sans aménagement : le stress du trafic et le taux de cyclabilité demandent une couche de rues.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>Anomalies of cycle facilities</source>
   <translation>Anomalies des aménagements cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>“{layer}” is read as: {kind}.</source>
   <translation>« {layer} » est lue comme : {kind}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>{count} one-way lines were reversed to run along their traffic.</source>
   <translation>{count} lignes à sens unique ont été inversées pour suivre leur trafic.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>{count} lines with a facility, {km} km; {streets} streets without one in the layer.</source>
   <translation>{count} lignes avec un aménagement, {km} km ; {streets} rues sans aménagement dans la couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>{count} lines are no streets nor paths in use, and are left out.</source>
   <translation>{count} lignes ne sont ni des rues ni des chemins en service, et sont écartées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/importcyclefacilities.py" />
   <source>{count} one-way lines are drawn against their traffic; the sides are those of the drawing.</source>
   <translation>{count} lignes à sens unique sont tracées contre leur trafic ; les côtés sont ceux du tracé.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Flows from home to work</source>
   <translation>Flux domicile-travail</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Lines from home (first point) to work (last point), or a table of codes with a layer of zones.</source>
   <translation>Lignes du domicile (premier point) au travail (dernier point), ou une table de codes avec une couche de zones.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>…or INSEE's file of flows (MOBPRO)</source>
   <translation>…ou le fichier de flux de l’Insee (MOBPRO)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>The detail file FD_MOBPRO_YYYY.csv or its archive, of a base where bikes are apart (TRANS from 1 to 6, since 2017), with a layer of zones that are communes.</source>
   <translation>Le fichier détail FD_MOBPRO_AAAA.csv ou son archive, d’une base où le vélo est à part (TRANS de 1 à 6, depuis 2017), avec une couche de zones qui sont des communes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Polygons of the codes of a table or of MOBPRO. A zone stands as one point inside it: the smaller the zones, the better the distances.</source>
   <translation>Polygones des codes d’une table ou de MOBPRO. Une zone est représentée par un point en son intérieur : plus les zones sont petites, meilleures sont les distances.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Code field of the zones</source>
   <translation>Champ du code des zones</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>The field that holds the codes of the flows.</source>
   <translation>Le champ qui porte les codes des flux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Give either flows or a file of flows.</source>
   <translation>Donnez soit des flux, soit un fichier de flux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Give the layer of zones whose codes the file of flows has.</source>
   <translation>Donnez la couche des zones dont le fichier de flux porte les codes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>home and work in the same place</source>
   <translation>domicile et travail au même endroit</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>no code</source>
   <translation>sans code</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>a code that is not in the zones</source>
   <translation>un code qui n’est pas dans les zones</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>home and work in the same zone</source>
   <translation>domicile et travail dans la même zone</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>A zone is one point inside it; what goes on inside a zone is not counted.</source>
   <translation>Une zone est un point en son intérieur ; ce qui se passe dans une zone n’est pas compté.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>No flow of “{layer}” can be used: see the reasons in the log, and check the fields.</source>
   <translation>Aucun flux de « {layer} » n’est utilisable : voyez les raisons dans le journal, et vérifiez les champs.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>All who go to work, by any means.</source>
   <translation>Tous ceux qui vont au travail, quel que soit le mode.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Cyclists field</source>
   <translation>Champ des cyclistes</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Those who cycle today. 0 is a count; empty is unknown and leaves the flow out.</source>
   <translation>Ceux qui vont à vélo aujourd’hui. 0 est un comptage ; vide veut dire inconnu et écarte le flux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Drivers field</source>
   <translation>Champ des conducteurs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Those who drive. Empty is unknown: kilometres and CO2 of the flow are then unknown.</source>
   <translation>Ceux qui conduisent. Vide veut dire inconnu : les kilomètres et le CO2 du flux sont alors inconnus.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Residence field (table)</source>
   <translation>Champ de la résidence (table)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Code of the zone of residence, for a table.</source>
   <translation>Code de la zone de résidence, pour une table.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Work field (table)</source>
   <translation>Champ du travail (table)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Code of the zone of work, for a table.</source>
   <translation>Code de la zone de travail, pour une table.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Distance field (km)</source>
   <translation>Champ de la distance (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Length of the way by bike, where it is known; the road network is then of no use for it.</source>
   <translation>Longueur du chemin à vélo, là où elle est connue ; le réseau routier n’y sert alors pas.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Gradient field (%)</source>
   <translation>Champ de la pente (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Mean gradient of the way, climbs and descents alike, where it is known; the terrain model is then not read.</source>
   <translation>Pente moyenne du chemin, montées comme descentes, là où elle est connue ; le MNT n’est alors pas lu.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Codes of the bike</source>
   <translation>Codes du vélo</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Values of TRANS in MOBPRO, separated by commas.</source>
   <translation>Valeurs de TRANS dans MOBPRO, séparées par des virgules.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>The flows have no lines: give the layer of zones whose codes they have, or a layer of lines from home to work.</source>
   <translation>Les flux n’ont pas de lignes : donnez la couche des zones dont ils portent les codes, ou une couche de lignes du domicile au travail.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>No zone of the layer “{layer}” has a code in the field “{field}”. Choose the field of the codes.</source>
   <translation>Aucune zone de la couche « {layer} » n’a de code dans le champ « {field} ». Choisissez le champ des codes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Choose the fields of residence and of work of “{layer}”.</source>
   <translation>Choisissez les champs de résidence et de travail de « {layer} ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <location filename="../processing/reading.py" />
   <source>The layer “{layer}” has no feature. Choose another layer, or remove its filter.</source>
   <translation>La couche « {layer} » n’a aucune entité. Choisissez une autre couche ou retirez son filtre.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>“{file}” does not tell bikes apart: TRANS has {modes}. Take a base since 2017, where it goes from 1 to 6, or say the codes in BICYCLE_CODES.</source>
   <translation>« {file} » ne distingue pas le vélo : TRANS a {modes}. Prenez une base depuis 2017, où il va de 1 à 6, ou dites les codes dans BICYCLE_CODES.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>“{file}” has no flow between two zones of the layer “{layer}”. Check CODE_FIELD.</source>
   <translation>« {file} » n’a aucun flux entre deux zones de la couche « {layer} ». Vérifiez CODE_FIELD.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Zone of residence</source>
   <translation>Zone de résidence</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Zone of work</source>
   <translation>Zone de travail</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Drivers today</source>
   <translation>Conducteurs aujourd’hui</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>no number of workers</source>
   <translation>sans nombre d’actifs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>no number of cyclists observed</source>
   <translation>sans nombre de cyclistes observés</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>a negative number</source>
   <translation>un nombre négatif</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>more cyclists and drivers than workers</source>
   <translation>plus de cyclistes et de conducteurs que d’actifs</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>a negative distance</source>
   <translation>une distance négative</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>a negative gradient</source>
   <translation>une pente négative</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <location filename="../processing/reading.py" />
   <source>The layer “{layer}” has no field “{field}”. Its fields are: {fields}.</source>
   <translation>La couche « {layer} » n’a pas de champ « {field} ». Ses champs sont : {fields}.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>“{file}”: {workers} workers between two zones; left out, {same} in their own zone, {abroad} abroad, {unknown} whose zone of home or work is not in the layer.</source>
   <translation>« {file} » : {workers} actifs entre deux zones ; écartés, {same} dans leur propre zone, {abroad} à l’étranger, {unknown} dont la zone de domicile ou de travail n’est pas dans la couche.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>No flow of “{table}” has both its codes in the layer “{layer}”; it has for example {codes}. Check CODE_FIELD.</source>
   <translation>Aucun flux de « {table} » n’a ses deux codes dans la couche « {layer} » ; elle a par exemple {codes}. Vérifiez CODE_FIELD.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>They are {workers} workers.</source>
   <translation>Ce sont {workers} actifs.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>“{layer}” has no lines: it is read as a table of codes.</source>
   <translation>« {layer} » n’a pas de lignes : elle est lue comme une table de codes.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_inputs.py" />
   <source>Codes that the zones have not: {codes}. Give the zones around the territory.</source>
   <translation>Codes que les zones n’ont pas : {codes}. Donnez les zones autour du territoire.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Validity: the model was fitted on England and the Netherlands (2011), e-bikes on Dutch and Swiss surveys. In France it is a transfer: an order of magnitude to compare flows, not a forecast. E-bikes are indicative.</source>
   <translation>Validité : le modèle a été ajusté sur l’Angleterre et les Pays-Bas (2011), l’assistance électrique sur des enquêtes néerlandaises et suisses. En France c’est un transfert : un ordre de grandeur pour comparer des flux, pas une prévision. Les vélos à assistance électrique sont indicatifs.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Government Target</source>
   <translation>Government Target</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Go Dutch</source>
   <translation>Go Dutch</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>e-bikes (indicative)</source>
   <translation>vélos à assistance électrique (indicatif)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Way by bike (km)</source>
   <translation>Chemin à vélo (km)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Mean gradient (%)</source>
   <translation>Pente moyenne (%)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Road (identifier of the layer)</source>
   <translation>Route (identifiant de la couche)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>More cyclists a day, {}</source>
   <translation>Cyclistes de plus par jour, {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Cars left at home a day, {}</source>
   <translation>Voitures laissées à la maison par jour, {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Car kilometres avoided (km/year), {}</source>
   <translation>Kilomètres de voiture évités (km/an), {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>CO2 avoided (kg/year), {}</source>
   <translation>CO2 évité (kg/an), {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_layers.py" />
   <source>Cyclists a day, {}</source>
   <translation>Cyclistes par jour, {}</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>No flow of “{layer}” has a road of the network for bikes within {reach} m of both its ends. Check the CRS of both, and that the network covers the territory.</source>
   <translation>Aucun flux de « {layer} » n’a de route du réseau vélo à moins de {reach} m de ses deux bouts. Vérifiez le SCR des deux, et que le réseau couvre le territoire.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <location filename="../analysis/cycling/gradient.py" />
   <source>The terrain model “{file}” does not cover the flows. Choose that of the territory, or run without.</source>
   <translation>Le MNT « {file} » ne couvre pas les flux. Choisissez celui du territoire, ou lancez sans MNT.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>no road for bikes near home or work</source>
   <translation>pas de route à vélo près du domicile ou du travail</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>Assumption: flat country (gradient of 0 %), without terrain model. This flatters where it is hilly.</source>
   <translation>Hypothèse : pays plat (pente de 0 %), sans MNT. Cela flatte là où il y a du relief.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>no distance in the field</source>
   <translation>pas de distance dans le champ</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>no way by bike between home and work</source>
   <translation>pas de chemin à vélo entre domicile et travail</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>no gradient in the field</source>
   <translation>pas de pente dans le champ</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>the terrain model does not cover its way</source>
   <translation>le MNT ne couvre pas son chemin</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>more than {km} km: as today</source>
   <translation>plus de {km} km : comme aujourd’hui</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>Gradient: metres climbed and descended along the way by its length, on “{file}” averaged to {cell} m; bridges and tunnels by their ends.</source>
   <translation>Pente : mètres montés et descendus le long du chemin rapportés à sa longueur, sur « {file} » moyenné à {cell} m ; ponts et tunnels par leurs extrémités.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/potential_ways.py" />
   <source>{count} flows ({workers} workers) are longer than {km} km: no more cyclists there, as PCT does.</source>
   <translation>{count} flux ({workers} actifs) dépassent {km} km : pas de cycliste de plus, comme dans PCT.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Projects built</source>
   <translation>Projets construits</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Cost (€)</source>
   <translation>Coût (€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Cost so far (€)</source>
   <translation>Coût cumulé (€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access added</source>
   <translation>Accessibilité ajoutée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access</source>
   <translation>Accessibilité</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Mean access of all people</source>
   <translation>Accessibilité moyenne de tous les habitants</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Length to treat (m)</source>
   <translation>Longueur à traiter (m)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Highest stress</source>
   <translation>Stress le plus haut</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access it adds (people × what they reach)</source>
   <translation>Accessibilité ajoutée (habitants × ce qu’ils atteignent)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access added for a million euros</source>
   <translation>Accessibilité ajoutée par million d’euros</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access it would add as the first</source>
   <translation>Accessibilité qu’il ajouterait en premier</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Cost up to this rank (€)</source>
   <translation>Coût jusqu’à ce rang (€)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Access up to this rank</source>
   <translation>Accessibilité jusqu’à ce rang</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Mean access up to this rank</source>
   <translation>Accessibilité moyenne jusqu’à ce rang</translation>
  </message>
  <message>
   <location filename="../processing/cycling/project_layers.py" />
   <source>Calm km joined per km</source>
   <translation>Km de rues calmes reliés par km</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_layer.py" />
   <source>The layer made by “Level of traffic stress”, with all the streets: facilities alone do not say what lies between them.</source>
   <translation>La couche faite par « Niveau de stress du trafic », avec toutes les rues : les aménagements seuls ne disent pas ce qu’il y a entre eux.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_layer.py" />
   <source>Streets with their stress</source>
   <translation>Rues avec leur stress</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_layer.py" />
   <source>The layer “{layer}” lacks {fields}: make it with “Level of traffic stress”.</source>
   <translation>Il manque {fields} à la couche « {layer} » : faites-la avec « Niveau de stress du trafic ».</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Highest level of the two directions; ways closed to bikes left out.</source>
   <translation>Le plus haut niveau des deux sens ; voies fermées aux vélos écartées.</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>separated path</source>
   <translation>piste séparée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>path without motor traffic</source>
   <translation>voie sans circulation motorisée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>street closed to motor traffic</source>
   <translation>rue fermée à la circulation motorisée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>shared with walkers</source>
   <translation>partagé avec les piétons</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>ramp, the bike is walked</source>
   <translation>rampe, vélo à la main</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>cycle street at 30 km/h at most</source>
   <translation>vélorue à 30 km/h au plus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>bike lane</source>
   <translation>bande cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>bike lane beside parked cars</source>
   <translation>bande cyclable le long de voitures garées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>bus lane, as a bike lane of 6 ft less one class</source>
   <translation>couloir bus, comme une bande cyclable de 6 pieds moins une classe</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>mixed traffic</source>
   <translation>circulation mixte</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>unknown</source>
   <translation>inconnu</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Kilometres</source>
   <translation>Kilomètres</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress with the junctions met, forward (1 to 4)</source>
   <translation>Stress avec les carrefours rencontrés, sens du tracé (1 à 4)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress with the junctions met, backward (1 to 4)</source>
   <translation>Stress avec les carrefours rencontrés, sens inverse (1 à 4)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Facility on the right</source>
   <translation>Aménagement à droite</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Facility on the left</source>
   <translation>Aménagement à gauche</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Level of traffic stress (1 to 4)</source>
   <translation>Niveau de stress du trafic (1 à 4)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress along the line (1 to 4)</source>
   <translation>Stress dans le sens du tracé (1 à 4)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress against the line (1 to 4)</source>
   <translation>Stress contre le sens du tracé (1 à 4)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress along the line comes from</source>
   <translation>Origine du stress dans le sens du tracé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Stress against the line comes from</source>
   <translation>Origine du stress contre le sens du tracé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Rule that decided</source>
   <translation>Règle qui a décidé</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Bikes allowed along the line (1/0)</source>
   <translation>Vélos admis dans le sens du tracé (1/0)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Bikes allowed against the line (1/0)</source>
   <translation>Vélos admis contre le sens du tracé (1/0)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Speed of a bike (km/h)</source>
   <translation>Vitesse d’un vélo (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Speed of cars used (km/h)</source>
   <translation>Vitesse des voitures utilisée (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Traffic used (vehicles/day)</source>
   <translation>Trafic utilisé (véhicules/jour)</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Level: above or below the ground</source>
   <translation>Niveau : au-dessus ou au-dessous du sol</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>two-way without centre line</source>
   <translation>double sens sans ligne axiale</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>one lane each way with centre line, or wide one-way</source>
   <translation>une voie par sens avec ligne axiale, ou sens unique large</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>narrow one-way</source>
   <translation>sens unique étroit</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>2 lanes per direction</source>
   <translation>2 voies par sens</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>3 lanes per direction or more</source>
   <translation>3 voies par sens ou plus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>1 lane per direction, or contraflow</source>
   <translation>1 voie par sens, ou double sens cyclable</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>one-way, several lanes</source>
   <translation>sens unique, plusieurs voies</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>two-way, 2 lanes per direction</source>
   <translation>double sens, 2 voies par sens</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>two-way, several lanes</source>
   <translation>double sens, plusieurs voies</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>width</source>
   <translation>largeur</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>lane and parking</source>
   <translation>bande et stationnement</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Separated paths</source>
   <translation>Pistes séparées</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Ways without motor traffic</source>
   <translation>Voies sans circulation motorisée</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Bike lanes</source>
   <translation>Bandes cyclables</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Bus lanes</source>
   <translation>Couloirs bus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Cycle streets</source>
   <translation>Vélorues</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>Mixed traffic</source>
   <translation>Circulation mixte</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>All</source>
   <translation>Tout</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>{count} lanes per direction at most</source>
   <translation>{count} voies par sens au plus</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>{first}+ veh/day</source>
   <translation>{first}+ véh./jour</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>{first}–{last} veh/day</source>
   <translation>{first}–{last} véh./jour</translation>
  </message>
  <message>
   <location filename="../processing/cycling/stress_results.py" />
   <source>{situation}: not enough is known</source>
   <translation>{situation} : données insuffisantes</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Its files come from another version than QGIS's: check that the variables PROJ_DATA, PROJ_LIB and GDAL_DATA are not set by another program, then reinstall the library.</source>
   <translation>Ses fichiers viennent d’une autre version que celle de QGIS : vérifiez que les variables PROJ_DATA, PROJ_LIB et GDAL_DATA ne sont pas définies par un autre programme, puis réinstallez la bibliothèque.</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Check the environment</source>
   <translation>Vérifier l’environnement logiciel</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Lists the versions of QGIS, GDAL, GEOS, PROJ and of the Python libraries, says which are missing, too old or would clash with QGIS, reprojects a point and opens a file with each, and gives the remedy.

Required libraries stop the algorithms that need them; an optional one only removes an output or slows a reading. Nothing is installed or changed.</source>
   <translation>Liste les versions de QGIS, GDAL, GEOS, PROJ et des bibliothèques Python, signale celles qui manquent, sont trop anciennes ou entreraient en conflit avec QGIS, reprojette un point et ouvre un fichier avec chacune, et indique que faire.

Les bibliothèques obligatoires bloquent les algorithmes qui en ont besoin ; une bibliothèque facultative ne fait que supprimer une sortie ou ralentir une lecture. Rien n’est installé ni modifié.</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Atlas PCAET: environment</source>
   <translation>Atlas PCAET : environnement logiciel</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>versions</source>
   <translation>versions</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>libraries</source>
   <translation>bibliothèques</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Report</source>
   <translation>Rapport</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>HTML files (*.html)</source>
   <translation>Fichiers HTML (*.html)</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>The findings as a page to send to whoever manages your computer.</source>
   <translation>Le constat, sous forme de page à envoyer à la personne qui gère votre ordinateur.</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>missing</source>
   <translation>absente</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>QGIS reprojects</source>
   <translation>Reprojection par QGIS</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>QGIS opens a file</source>
   <translation>Ouverture d’un fichier par QGIS</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>pyproj reprojects</source>
   <translation>Reprojection par pyproj</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>geopandas reprojects</source>
   <translation>Reprojection par geopandas</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>pyogrio opens a file</source>
   <translation>Ouverture d’un fichier par pyogrio</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>rasterio opens a file</source>
   <translation>Ouverture d’un fichier par rasterio</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>osgeo opens a raster</source>
   <translation>Ouverture d’un raster par osgeo</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>matplotlib draws</source>
   <translation>Dessin par matplotlib</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>yes</source>
   <translation>oui</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>wrong result</source>
   <translation>résultat faux</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Problems</source>
   <translation>Problèmes</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Optional libraries missing</source>
   <translation>Bibliothèques facultatives absentes</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>What</source>
   <translation>Élément</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>State</source>
   <translation>État</translation>
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>What to do</source>
   <translation>Que faire</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install your distribution's own package (python3-{library}), not a wheel of pip; then restart QGIS.</source>
   <translation>Installez le paquet de votre distribution (python3-{library}), et non un paquet pip, puis redémarrez QGIS.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install it with the OSGeo4W setup (package python3-{library}), or in the OSGeo4W Shell: python -m pip install {library}; then restart QGIS.</source>
   <translation>Installez-la avec l’installateur OSGeo4W (paquet python3-{library}) ou dans OSGeo4W Shell (python -m pip install {library}), puis redémarrez QGIS.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install it with the QPIP plugin, or with the Python of QGIS: python3 -m pip install {library}; then restart QGIS.</source>
   <translation>Installez-la avec l’extension QPIP ou avec le Python de QGIS (python3 -m pip install {library}), puis redémarrez QGIS.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” is missing.</source>
   <translation>La bibliothèque Python « {library} » est absente.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” is version {version}; {floor} or later is needed.</source>
   <translation>La bibliothèque Python « {library} » est en version {version} ; la version {floor} ou une version plus récente est nécessaire.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” here is a pip wheel with its own copy of GEOS, GDAL or PROJ, which would crash QGIS.</source>
   <translation>La bibliothèque Python « {library} » vient d’un paquet pip qui contient ses propres copies de GEOS, GDAL ou PROJ et ferait planter QGIS.</translation>
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Remove the wheel (pip uninstall {library}).</source>
   <translation>Retirez le paquet pip (pip uninstall {library}).</translation>
  </message>
  <message>
   <location filename="../processing/expressions.py" />
   <source>The expression cannot be read: {reason}</source>
   <translation>L’expression ne peut pas être lue : {reason}</translation>
  </message>
  <message>
   <location filename="../processing/housing/class_style.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>not ranked</source>
   <translation>non classé</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Hot spots (Gi*)</source>
   <translation>Points chauds (Gi*)</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Says where high values gather, and low ones, more than chance would have them: Getis-Ord Gi* on buildings or cells, by permutations, with the share of false discoveries held at 5 %.

On roofs, take the score of “Heat loss of roofs”: a hot spot is a street or an estate to visit together. It is not a proof: one owner, one builder or one family of roofs makes a cluster too.</source>
   <translation>Dit où se regroupent les valeurs hautes, et les basses, plus que ne le ferait le hasard : Gi* de Getis-Ord sur des bâtiments ou des carreaux, par permutations, la part de fausses découvertes tenue à 5 %.

Sur des toits, prenez la note de « Déperdition des toits » : un point chaud est une rue ou un lotissement à visiter ensemble. Ce n’est pas une preuve : un propriétaire, un constructeur ou une famille de toits font aussi un regroupement.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Getis-Ord Gi* (Ord and Getis 1995), conditional permutations, false discoveries held at 5 % (Benjamini and Hochberg 1995).</source>
   <translation>Gi* de Getis-Ord (Ord et Getis 1995), permutations conditionnelles, fausses découvertes tenues à 5 % (Benjamini et Hochberg 1995).</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>hot spots</source>
   <translation>points chauds</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>clusters</source>
   <translation>regroupements</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <location filename="../processing/housing/joindpe.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>housing</source>
   <translation>habitat</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Polygons are taken at their centre.</source>
   <translation>Les polygones sont pris en leur centre.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Value field</source>
   <translation>Champ de la valeur</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>A number, for instance z_score or loss_score. Features without value are left out.</source>
   <translation>Un nombre, par exemple z_score ou loss_score. Les entités sans valeur sont écartées.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Neighbours within (m)</source>
   <translation>Voisins à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>200 to 500 m for buildings. Empty: the nearest ones.</source>
   <translation>200 à 500 m pour des bâtiments. Vide : les plus proches.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Nearest neighbours</source>
   <translation>Nombre de plus proches voisins</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Used when no distance is given.</source>
   <translation>Sert quand aucune distance n’est donnée.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Permutations</source>
   <translation>Permutations</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>More give finer probabilities; always the same draws.</source>
   <translation>Davantage donne des probabilités plus fines ; les tirages sont toujours les mêmes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Hot spots</source>
   <translation>Points chauds</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>The features with their value, with gi_z, gi_p and the kind of spot.</source>
   <translation>Les entités avec leur valeur, gi_z, gi_p et la sorte de point.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>no value</source>
   <translation>sans valeur</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>not significant</source>
   <translation>non significatif</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Buildings or cells</source>
   <translation>Bâtiments ou carreaux</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Features in a hot spot</source>
   <translation>Entités dans un point chaud</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Features in a cold spot</source>
   <translation>Entités dans un point froid</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Gi* (z)</source>
   <translation>Gi* (z)</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Pseudo p</source>
   <translation>Pseudo p</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Neighbours</source>
   <translation>Voisins</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>Spot</source>
   <translation>Point</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>The layer “{layer}” has {count} features with a value of “{field}”: 30 at least, not all equal, are needed.</source>
   <translation>La couche « {layer} » a {count} entités avec une valeur de « {field} » : il en faut 30 au moins, non toutes égales.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>hot</source>
   <translation>chaud</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>cold</source>
   <translation>froid</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>{hot} features in a hot spot, {cold} in a cold one, of {total}.</source>
   <translation>{hot} entités dans un point chaud, {cold} dans un point froid, sur {total}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/hotspots.py" />
   <source>{count} features have no neighbour within the distance.</source>
   <translation>{count} entités n’ont aucun voisin à cette distance.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Join DPE and housing data to buildings</source>
   <translation>Joindre DPE et données de logement aux bâtiments</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Brings onto each building its energy performance certificate (DPE of ADEME, old or new headers), the BDNB by its key, BD TOPO by the building below, and the households of its Filosofi 200 m cell.

A DPE goes to the nearest building within 25 m of its address point. Of several, the newest is kept, those of the 2021 method first: before July 2021 classes were not computed the same way. Buildings whose DPE disagree by two classes or more are listed.

After “Heat loss of roofs”, thermo_gap says how much a roof is warmer than its DPE (1), or colder (-1): renovated since, not heated, metal, or a certificate to check.

A DPE is a person's home: its number and address are not written unless asked, and never belong in an atlas.</source>
   <translation>Porte sur chaque bâtiment son diagnostic de performance énergétique (DPE de l’ADEME, anciens ou nouveaux en-têtes), la BDNB par sa clé, la BD TOPO par le bâtiment dessous, et les ménages de son carreau Filosofi de 200 m.

Un DPE va au bâtiment le plus proche à moins de 25 m de son point d’adresse. De plusieurs, le plus récent est gardé, ceux de la méthode 2021 d’abord : avant juillet 2021, les classes n’étaient pas calculées de même. Les bâtiments dont les DPE diffèrent de deux classes ou plus sont listés.

Après « Déperdition des toits », thermo_gap dit de combien un toit est plus chaud que son DPE (1), ou plus froid (-1) : rénové depuis, non chauffé, en métal, ou un diagnostic à vérifier.

Un DPE est le domicile d’une personne : son numéro et son adresse ne sont écrits que sur demande, et n’ont jamais leur place dans un atlas.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE to the nearest building; newest of the newest method; BDNB by key; Filosofi by the cell of the centroid.</source>
   <translation>DPE au bâtiment le plus proche ; le plus récent de la méthode la plus récente ; BDNB par sa clé ; Filosofi par le carreau du centre.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>retrofit</source>
   <translation>rénovation</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>precarity</source>
   <translation>précarité</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Footprints, or the output of “Heat loss of roofs”.</source>
   <translation>Emprises, ou la sortie de « Déperdition des toits, par classe ».</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE</source>
   <translation>DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>ADEME's export of existing homes: a table with its BAN coordinates, or a layer of points.</source>
   <translation>L’export de l’ADEME des logements existants : une table avec ses coordonnées BAN, ou une couche de points.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Farthest from the building (m)</source>
   <translation>Distance maximale au bâtiment (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>A DPE farther than this from any building is not joined, and is counted.</source>
   <translation>Un DPE plus loin que cela de tout bâtiment n’est pas joint, et il est compté.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Keep number and address of the DPE</source>
   <translation>Garder le numéro et l’adresse du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>For your own visits only: they identify a person's home.</source>
   <translation>Pour vos propres visites seulement : ils désignent le domicile d’une personne.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>BDNB</source>
   <translation>BDNB</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>A table with batiment_groupe_id and any of u_plancher_haut_deperditif, annee_construction, mat_toit_txt, nb_log…</source>
   <translation>Une table avec batiment_groupe_id et l’une ou l’autre de u_plancher_haut_deperditif, annee_construction, mat_toit_txt, nb_log…</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>BDNB key field of the buildings</source>
   <translation>Champ de la clé BDNB des bâtiments</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The field that holds batiment_groupe_id.</source>
   <translation>Le champ qui porte batiment_groupe_id.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>BD TOPO buildings</source>
   <translation>Bâtiments de la BD TOPO</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>When your buildings are not BD TOPO's: dwellings, date, roof, height and use of the one that covers each most, half of it at least.</source>
   <translation>Quand vos bâtiments ne sont pas ceux de la BD TOPO : logements, date, toit, hauteur et usage de celui qui couvre le plus chacun, sa moitié au moins.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Filosofi cells</source>
   <translation>Carreaux Filosofi</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>200 m cells with men, men_pauv, men_prop, in any case; i_est_200 says which are estimated.</source>
   <translation>Carreaux de 200 m avec men, men_pauv, men_prop, quelle que soit la casse ; i_est_200 dit lesquels sont estimés.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Buildings with housing data</source>
   <translation>Bâtiments avec données de logement</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The buildings with their fields and what was joined.</source>
   <translation>Les bâtiments avec leurs champs et ce qui a été joint.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE that disagree</source>
   <translation>DPE en désaccord</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Buildings whose DPE differ by two classes or more: classes and dates, in order.</source>
   <translation>Bâtiments dont les DPE diffèrent de deux classes ou plus : classes et dates, dans l’ordre.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Two classes apart or more.</source>
   <translation>Deux classes d’écart ou plus.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Buildings with a DPE</source>
   <translation>Bâtiments avec un DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Buildings whose DPE disagree</source>
   <translation>Bâtiments dont les DPE sont en désaccord</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Nothing is to be joined: give DPE, BDNB, BD TOPO or Filosofi cells.</source>
   <translation>Rien n’est à joindre : donnez des DPE, une BDNB, la BD TOPO ou des carreaux Filosofi.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>personal data: internal use, not to be published by building</source>
   <translation>données personnelles : usage interne, ne pas publier par bâtiment</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Choose the field of the buildings that holds batiment_groupe_id.</source>
   <translation>Choisissez le champ des bâtiments qui porte batiment_groupe_id.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The table “{layer}” has no column batiment_groupe_id.</source>
   <translation>La table « {layer} » n’a pas de colonne batiment_groupe_id.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The layer “{layer}” has none of the fields of BD TOPO's buildings.</source>
   <translation>La couche « {layer} » n’a aucun des champs des bâtiments de la BD TOPO.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The cells “{layer}” have no column {column}.</source>
   <translation>Les carreaux « {layer} » n’ont pas de colonne {column}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Building (feature id)</source>
   <translation>Bâtiment (identifiant de l’entité)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Classes, by date</source>
   <translation>Classes, par date</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Dates</source>
   <translation>Dates</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE class</source>
   <translation>Classe du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE class, greenhouse gases</source>
   <translation>Classe du DPE, gaz à effet de serre</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Primary energy (kWh/m²/year)</source>
   <translation>Énergie primaire (kWh/m²/an)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Living area (m²)</source>
   <translation>Surface habitable (m²)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Heating energy</source>
   <translation>Énergie de chauffage</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Period of construction</source>
   <translation>Période de construction</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>U of the roof, DPE (W/m²/K)</source>
   <translation>U du plancher haut, DPE (W/m²/K)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Method of the DPE (2012 or 2021)</source>
   <translation>Méthode du DPE (2012 ou 2021)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Date of the DPE</source>
   <translation>Date du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE of the building</source>
   <translation>DPE du bâtiment</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Gap between thermography and DPE (-1 to 1)</source>
   <translation>Écart thermo/DPE (-1 à 1)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Households of the cell</source>
   <translation>Ménages du carreau</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Poor households of the cell (%)</source>
   <translation>Ménages pauvres du carreau (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Owner households of the cell (%)</source>
   <translation>Ménages propriétaires du carreau (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Estimated cell</source>
   <translation>Carreau estimé</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>The DPE table “{layer}” has neither points nor BAN coordinates (coordonnee_cartographique_x_ban, …_y_ban).</source>
   <translation>La table de DPE « {layer} » n’a ni points ni coordonnées BAN (coordonnee_cartographique_x_ban, …_y_ban).</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>{total} DPE read, {joined} joined to {buildings} buildings; {conflicts} buildings have DPE that disagree.</source>
   <translation>{total} DPE lus, {joined} joints à {buildings} bâtiments ; {conflicts} bâtiments ont des DPE en désaccord.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>{count} buildings found in the BDNB.</source>
   <translation>{count} bâtiments trouvés dans la BDNB.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>{count} buildings found in BD TOPO.</source>
   <translation>{count} bâtiments trouvés dans la BD TOPO.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>{count} buildings are in a cell; a cell's figures are not those of a home.</source>
   <translation>{count} bâtiments sont dans un carreau ; les chiffres d’un carreau ne sont pas ceux d’un foyer.</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>DPE number</source>
   <translation>Numéro du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>Address of the DPE</source>
   <translation>Adresse du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/joindpe.py" />
   <source>{} of them are from before July 2021: their class was not computed as the others.</source>
   <translation>{} d’entre eux datent d’avant juillet 2021 : leur classe n’a pas été calculée comme les autres.</translation>
  </message>
  <message>
   <location filename="../processing/housing/mosaic.py" />
   <source>The strips are not on one grid of pixels: the mosaic cannot be written without resampling. Warp them to one grid, or leave the mosaic out.</source>
   <translation>Les bandes ne sont pas sur une même grille de pixels : la mosaïque ne peut être écrite sans rééchantillonner. Reprojetez-les sur une même grille, ou renoncez à la mosaïque.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/visitsheets.py" />
   <source>Homes to visit first</source>
   <translation>Logements à visiter d’abord</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Ranks buildings by weighted criteria: heat loss of the roof, its area, DPE, period, poverty and owner households of the cell, heating energy, perimeter (OPAH, QPV). Each is brought to 0–1 between its 2nd and 98th percentiles.

The weights are a choice, so two other readings stand beside the rank: the Pareto front on loss, poverty and area (front 1: none is better on all three), and robust_pct, how often a building is among the first when weights are drawn 500 times around yours. Visit first those that stay.

By unit (IRIS, commune, 200 m cell), units of fewer than 11 households are masked. A missing criterion takes the median and is counted; a roof that is not ranked by the thermography is not ranked here.</source>
   <translation>Classe les bâtiments selon des critères pondérés : déperdition du toit, sa surface, DPE, période, ménages pauvres et propriétaires du carreau, énergie de chauffage, périmètre (OPAH, QPV). Chacun est ramené de 0 à 1 entre ses centiles 2 et 98.

Les poids sont un choix, aussi deux autres lectures accompagnent-elles le rang : le front de Pareto sur déperdition, pauvreté et surface (front 1 : aucun n’est meilleur sur les trois), et robust_pct, combien de fois un bâtiment est parmi les premiers quand les poids sont tirés 500 fois autour des vôtres. Visitez d’abord ceux qui restent.

Par unité (IRIS, commune, carreau de 200 m), celles de moins de 11 ménages sont masquées. Un critère manquant prend la médiane et il est compté ; un toit que la thermographie ne classe pas ne l’est pas ici.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Weighted sum of criteria between percentiles 2 and 98; Pareto fronts; 500 Dirichlet draws of weights.</source>
   <translation>Somme pondérée de critères entre les centiles 2 et 98 ; fronts de Pareto ; 500 tirages de poids selon une loi de Dirichlet.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>priority</source>
   <translation>priorité</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>The output of “Heat loss of roofs” or “Join DPE…”, or any layer with a class of heat loss by building.</source>
   <translation>La sortie de « Déperdition des toits » ou de « Joindre DPE… », ou toute couche avec une classe de déperdition par bâtiment.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Perimeters (OPAH, QPV)</source>
   <translation>Périmètres (OPAH, QPV)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Buildings inside count for the criterion of the perimeter.</source>
   <translation>Les bâtiments à l’intérieur comptent pour le critère du périmètre.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Weights</source>
   <translation>Poids</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Loss / area / DPE / period / poverty / owners / energy / perimeter. Ours are a proposal: decide on yours.</source>
   <translation>Déperdition / surface / DPE / période / pauvreté / propriétaires / énergie / périmètre. Les nôtres sont une proposition : décidez des vôtres.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>How many to visit</source>
   <translation>Combien en visiter</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>robust_pct says how often a building is among these.</source>
   <translation>robust_pct dit combien de fois un bâtiment est parmi ceux-là.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Units (IRIS, communes, cells)</source>
   <translation>Unités (IRIS, communes, carreaux)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Figures by unit, the small ones masked.</source>
   <translation>Chiffres par unité, les petites masquées.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Unit name field</source>
   <translation>Champ du nom de l’unité</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Name or code of the unit.</source>
   <translation>Nom ou code de l’unité.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Lines with the name of the street, for the picture of the streets.</source>
   <translation>Lignes avec le nom de la rue, pour l’image des rues.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Street name field</source>
   <translation>Champ du nom de rue</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>nom_voie_ban_gauche, NOM_VOIE_G…</source>
   <translation>nom_voie_ban_gauche, NOM_VOIE_G…</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Streets with the most warm roofs</source>
   <translation>Rues où il y a le plus de toits chauds</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>A picture: fifteen streets of eleven ranked roofs or more.</source>
   <translation>Une image : quinze rues de onze toits classés ou plus.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>The buildings with their rank. Working document: not for the public.</source>
   <translation>Les bâtiments avec leur rang. Document de travail : pas pour le public.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Priority by unit</source>
   <translation>Priorité par unité</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Households, roofs ranked, share of warm roofs and mean score, by unit.</source>
   <translation>Ménages, toits classés, part de toits chauds et priorité moyenne, par unité.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Aerial thermography compares buildings, it does not measure them (ADEME): a warm roof is a symptom, to be visited.</source>
   <translation>La thermographie aérienne compare des bâtiments, elle ne les mesure pas (ADEME) : un toit chaud est un symptôme, à visiter.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Compares roofs of one family among themselves; does not measure a consumption (ADEME).</source>
   <translation>Compare entre eux les toits d’une famille ; ne mesure pas une consommation (ADEME).</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>No dwellings field: each building counts as one household, sheds and garages too. Masking is then too weak to publish.</source>
   <translation>Pas de champ des logements : chaque bâtiment compte pour un ménage, abris et garages compris. Le masquage est alors trop faible pour publier.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>fewer than 11 households</source>
   <translation>moins de 11 ménages</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Units of fewer than 11 households are masked (statistical secrecy).</source>
   <translation>Les unités de moins de 11 ménages sont masquées (secret statistique).</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Priority (0 to 1)</source>
   <translation>Priorité (0 à 1)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Pareto front</source>
   <translation>Front de Pareto</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Draws among the first (%)</source>
   <translation>Tirages parmi les premiers (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Criteria missing</source>
   <translation>Critères manquants</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Heat loss field</source>
   <translation>Champ de la déperdition</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Score or class of the thermography: higher is worse.</source>
   <translation>Note ou classe de la thermographie : plus haut est pire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Class field</source>
   <translation>Champ de la classe</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>For the share of the two warmest classes present, by unit.</source>
   <translation>Pour la part des deux classes les plus chaudes présentes, par unité.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>DPE class field</source>
   <translation>Champ de la classe du DPE</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>A to G.</source>
   <translation>A à G.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Period or year of construction field</source>
   <translation>Champ de la période ou de l’année de construction</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>A year, a date or a period such as 1948-1974.</source>
   <translation>Une année, une date ou une période comme 1948-1974.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Poor households field (%)</source>
   <translation>Champ des ménages pauvres (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Share of poor households of the cell.</source>
   <translation>Part des ménages pauvres du carreau.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Owner households field (%)</source>
   <translation>Champ des ménages propriétaires (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Share of owners: they decide alone.</source>
   <translation>Part des propriétaires : ils décident seuls.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofflux.py" />
   <source>Heating energy field</source>
   <translation>Champ de l’énergie de chauffage</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Heating oil, electricity and LPG cost most to run.</source>
   <translation>Le fioul, l’électricité et le GPL coûtent le plus à l’usage.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Dwellings field</source>
   <translation>Champ du nombre de logements</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>NB_LOGTS or nombre_de_logements: households by unit. Without it, one a building.</source>
   <translation>NB_LOGTS ou nombre_de_logements : ménages par unité. Sans lui, un par bâtiment.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Buildings ranked</source>
   <translation>Bâtiments classés</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Buildings among the first in nine draws of ten</source>
   <translation>Bâtiments parmi les premiers dans neuf tirages sur dix</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Units masked</source>
   <translation>Unités masquées</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>No building of the layer “{layer}” has a heat loss. Run “Heat loss of roofs” first, or choose its field.</source>
   <translation>Aucun bâtiment de la couche « {layer} » n’a de déperdition. Lancez d’abord « Déperdition des toits, par classe », ou choisissez son champ.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>working document, compares and does not measure</source>
   <translation>document de travail, compare et ne mesure pas</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>The weights “{text}” must be eight numbers of 0 or more, the first above 0, such as 35/10/15/10/15/5/5/5.</source>
   <translation>Les poids « {text} » doivent être huit nombres positifs ou nuls, le premier non nul, comme 35/10/15/10/15/5/5/5.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Choose the field that names the streets.</source>
   <translation>Choisissez le champ qui nomme les rues.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>No street has eleven ranked roofs: the picture is empty.</source>
   <translation>Aucune rue n’a onze toits classés : l’image est vide.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>other roofs ranked</source>
   <translation>autres toits classés</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Households</source>
   <translation>Ménages</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Roofs ranked</source>
   <translation>Toits classés</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Roofs of the two warmest classes (%)</source>
   <translation>Toits des deux classes les plus chaudes (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Mean priority (0 to 1)</source>
   <translation>Priorité moyenne (0 à 1)</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Masked</source>
   <translation>Masqué</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Criteria used: {}.</source>
   <translation>Critères pris en compte : {}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Weights: {}. They are a choice; robust_pct says what stays when they change.</source>
   <translation>Poids : {}. Ils sont un choix ; robust_pct dit ce qui reste quand ils changent.</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>two warmest classes present</source>
   <translation>deux classes les plus chaudes présentes</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>priority in the top 30 %</source>
   <translation>priorité parmi les 30 % les plus hautes</translation>
  </message>
  <message>
   <location filename="../processing/housing/retrofitpriority.py" />
   <source>Criteria without any value, left out: {}.</source>
   <translation>Critères sans aucune valeur, laissés de côté : {}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Heat flux of roofs (estimate)</source>
   <translation>Flux de chaleur des toits (estimation)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Estimates what roofs lose, in W/m², U and kWh a year, and what insulation would spare, in kWh, kg of CO2 and euros, from roofs whose U is known (DPE or BDNB): camera, air and sky then cancel out. U, kWh lost and kWh spared have their 10th and 90th percentiles over 200 draws. All the roofs of known U of the layer serve as anchors, whatever their family and distance: give a layer of one district.

THIS IS AN ESTIMATE, NOT A MEASURE. ADEME: aerial thermography compares buildings, it does not measure them. Wind and shelter move U by half a unit; U of 0.2 and of 0.5 are not told apart. Never print a building's figure.

It refuses, and says why: more than 3 m/s of wind; fewer than five roofs of known U; twenty or more that the thermography does not follow. The method (anchored balance) is ours and has not been tried on real imagery.

The roof's area is that of the footprint. Under a cold loft the loss at the roof is right and U is not that of the roof alone.</source>
   <translation>Estime ce que perdent les toits, en W/m², U et kWh par an, et ce qu’éviterait l’isolation, en kWh, kg de CO2 et euros, à partir de toits dont le U est connu (DPE ou BDNB) : la caméra, l’air et le ciel s’annulent alors. U, kWh perdus et kWh évités ont leurs 10e et 90e centiles sur 200 tirages. Tous les toits de U connu de la couche servent de repères, quels que soient leur famille et leur éloignement : donnez la couche d’un quartier.

C’EST UNE ESTIMATION, PAS UNE MESURE. L’ADEME : la thermographie aérienne compare des bâtiments, elle ne les mesure pas. Le vent et l’abri déplacent U d’une demi-unité ; des U de 0,2 et de 0,5 ne se distinguent pas. N’imprimez jamais le chiffre d’un bâtiment.

Il refuse, et dit pourquoi : plus de 3 m/s de vent ; moins de cinq toits de U connu ; vingt ou plus que la thermographie ne suit pas. La méthode (bilan calé) est la nôtre et n’a pas été essayée sur de vraies images.

La surface du toit est celle de l’emprise. Au-dessus de combles froids, la perte au toit est juste et U n’est pas celui du seul toit.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>thermography</source>
   <translation>thermographie</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>roofs</source>
   <translation>toits</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>estimate</source>
   <translation>estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>The output of “Heat loss of roofs” with temperatures, then of “Join DPE…” for the known U.</source>
   <translation>La sortie de « Déperdition des toits » avec des températures, puis de « Joindre DPE… » pour les U connus.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>What the temperature is</source>
   <translation>Ce qu’est la température</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>brightness: as the camera reads it, corrected for emissivity and sky. surface: of the roof.</source>
   <translation>brightness : telle que la caméra la lit, corrigée de l’émissivité et du ciel. surface : celle du toit.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Climate zone</source>
   <translation>Zone climatique</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>H1A: Nord, Pas-de-Calais, Somme, Île-de-France…</source>
   <translation>H1A : Nord, Pas-de-Calais, Somme, Île-de-France…</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Altitude</source>
   <translation>Altitude</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>In metres, of the territory.</source>
   <translation>En mètres, du territoire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>The buildings with flux, U, kWh, CO2, euros and their intervals. Not for the public by building.</source>
   <translation>Les bâtiments avec flux, U, kWh, CO2, euros et leurs intervalles. Pas pour le public par bâtiment.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>ESTIMATE: aerial thermography compares buildings, it does not measure them (ADEME). Cite the interval, never a building's figure alone.</source>
   <translation>ESTIMATION : la thermographie aérienne compare des bâtiments, elle ne les mesure pas (ADEME). Citez l’intervalle, jamais le chiffre seul d’un bâtiment.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Balance anchored on roofs of known U; 200 draws; 3CL degree hours.</source>
   <translation>Bilan calé sur des toits de U connu ; 200 tirages ; degrés-heures 3CL.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>{count} roofs of known U, too few to fit a line: exchange of {exchange} W/m²/K from the wind; {residual} K left.</source>
   <translation>{count} toits de U connu, trop peu pour ajuster une droite : échange de {exchange} W/m²/K d’après le vent ; il reste {residual} K.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Flux during the flight (W/m²), estimate</source>
   <translation>Flux pendant le vol (W/m²), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>U of the roof (W/m²/K), estimate</source>
   <translation>U du toit (W/m²/K), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>U, 10th percentile</source>
   <translation>U, 10e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>U, 90th percentile</source>
   <translation>U, 90e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Lost by the roof (kWh/year), estimate</source>
   <translation>Perdu par le toit (kWh/an), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Lost, 10th percentile</source>
   <translation>Perdu, 10e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Lost, 90th percentile</source>
   <translation>Perdu, 90e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Spared by insulation (kWh/year), estimate</source>
   <translation>Évité par l’isolation (kWh/an), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Spared, 10th percentile</source>
   <translation>Évité, 10e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Spared, 90th percentile</source>
   <translation>Évité, 90e centile</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Spared (kg CO2/year), estimate</source>
   <translation>Évité (kg CO2/an), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Spared (€/year), estimate</source>
   <translation>Évité (€/an), estimation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Heating energy taken</source>
   <translation>Énergie de chauffage retenue</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Temperature field (°C)</source>
   <translation>Champ de la température (°C)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Median of the roof.</source>
   <translation>Médiane du toit.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Normalisation field</source>
   <translation>Champ de la normalisation</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Taken off the temperature.</source>
   <translation>Retiré de la température.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Known U field (W/m²/K)</source>
   <translation>Champ du U connu (W/m²/K)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>u_plancher_haut of DPE or BDNB, empty for the others.</source>
   <translation>u_plancher_haut du DPE ou de la BDNB, vide pour les autres.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Material of the roof field</source>
   <translation>Champ du matériau du toit</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Gives the emissivity. Without it, 0.92.</source>
   <translation>Donne l’émissivité. Sans lui, 0,92.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>For euros and CO2; unknown, natural gas, marked “défaut”.</source>
   <translation>Pour les euros et le CO2 ; inconnue, gaz naturel, marquée « défaut ».</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Air temperature (°C)</source>
   <translation>Température de l’air (°C)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>During the flight, outside.</source>
   <translation>Pendant le vol, dehors.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Dew point (°C)</source>
   <translation>Point de rosée (°C)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>During the flight: it gives the sky its temperature.</source>
   <translation>Pendant le vol : il donne au ciel sa température.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Cloud (tenths)</source>
   <translation>Nébulosité (dixièmes)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>0: clear sky.</source>
   <translation>0 : ciel clair.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Wind at the roofs (m/s)</source>
   <translation>Vent au niveau des toits (m/s)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>More than 2: doubtful. More than 3: refused.</source>
   <translation>Plus de 2 : douteux. Plus de 3 : refusé.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Inside temperature (°C)</source>
   <translation>Température intérieure (°C)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Drawn within 1.5 K: homes differ.</source>
   <translation>Tirée à 1,5 K près : les logements diffèrent.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Share of sky seen by the roofs</source>
   <translation>Part de ciel vue par les toits</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>1 in open country; less under towers.</source>
   <translation>1 en terrain dégagé ; moins au pied des tours.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Degree hours (K.h)</source>
   <translation>Degrés-heures (K.h)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Empty: those of the zone, at 19 °C (3CL-DPE).</source>
   <translation>Vide : ceux de la zone, à 19 °C (3CL-DPE).</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Reduction coefficient b</source>
   <translation>Coefficient de réduction b</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>1 towards outside; 0.95 under an unheated loft.</source>
   <translation>1 vers l’extérieur ; 0,95 sous des combles non chauffés.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Share of free gains</source>
   <translation>Part des apports gratuits</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Sun, people and appliances. From memory.</source>
   <translation>Soleil, occupants et appareils. De mémoire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>U after insulation (W/m²/K)</source>
   <translation>U après isolation (W/m²/K)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>0.14 to 0.20 for insulated lofts.</source>
   <translation>0,14 à 0,20 pour des combles isolés.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Roofs of known U</source>
   <translation>Toits de U connu</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>Explained by U on them (%)</source>
   <translation>Expliqué par U sur ceux-ci (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>What is left on them (K)</source>
   <translation>Ce qui reste sur ceux-ci (K)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>The dew point ({dew} °C) is above the air temperature ({air} °C). Check both.</source>
   <translation>Le point de rosée ({dew} °C) est au-dessus de la température de l’air ({air} °C). Vérifiez les deux.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>More than 2 m/s of wind: good and bad roofs differ little, intervals are wide.</source>
   <translation>Plus de 2 m/s de vent : bons et mauvais toits diffèrent peu, les intervalles sont larges.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>The layer “{layer}” has no field “{field}” for the known U. Choose it: dpe_u_roof after a DPE, bdnb_u_roof after the BDNB.</source>
   <translation>La couche « {layer} » n’a pas de champ « {field} » pour le U connu. Choisissez-le : dpe_u_roof après un DPE, bdnb_u_roof après la BDNB.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>estimate with an interval, compares and does not measure; working document</source>
   <translation>estimation avec intervalle, compare et ne mesure pas ; document de travail</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>The field “{field}” of the layer “{layer}” has no temperature.</source>
   <translation>Le champ « {field} » de la couche « {layer} » n’a aucune température.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>{count} roofs of known U: {explained} % explained, {residual} K left; {exchange} W/m²/K.</source>
   <translation>{count} toits de U connu : {explained} % expliqués, il reste {residual} K ; {exchange} W/m²/K.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofflux.py" />
   <source>{hours} K.h a year; b {b}; free gains {gains} %; U after insulation {target}.</source>
   <translation>{hours} K.h par an ; b {b} ; apports gratuits {gains} % ; U après isolation {target}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Heat loss of roofs, by class</source>
   <translation>Déperdition des toits, par classe</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Reads an aerial thermography on each building and says how its roof compares with the roofs of the same family: class, score, lowest and highest likely class, confidence from A to D.

ADEME's sheet says it: aerial thermography compares buildings, it does not measure them. A warm roof is a symptom, not a consumption: visit before concluding. No kWh is given here.

The edge of each footprint is left out (1 m or 1.5 pixels, less for small roofs). Metal, glass and panels do not show their temperature: they are excluded and hatched, never classed. Uncalibrated numbers serve: the class does not change when the image is scaled or shifted. A family of fewer than 30 roofs is not ranked.</source>
   <translation>Lit une thermographie aérienne sur chaque bâtiment et dit comment son toit se compare aux toits de la même famille : classe, note, classes probables la plus basse et la plus haute, confiance de A à D.

La fiche de l’ADEME le dit : la thermographie aérienne compare des bâtiments, elle ne les mesure pas. Un toit chaud est un symptôme, pas une consommation : visitez avant de conclure. Aucun kWh n’est donné ici.

Le bord de chaque emprise est laissé de côté (1 m ou 1,5 pixel, moins pour les petits toits). Le métal, le verre et les panneaux ne montrent pas leur température : ils sont exclus et hachurés, jamais classés. Des valeurs non étalonnées conviennent : la classe ne change pas quand l’image est multipliée ou décalée. Une famille de moins de 30 toits n’est pas classée.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Classes of the provider: their bounds are theirs. The class is that of most pixels of the roof; no kWh can be drawn from it.</source>
   <translation>Classes du prestataire : leurs bornes sont les siennes. La classe est celle de la plupart des pixels du toit ; aucun kWh ne peut en être tiré.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Median of the pixels of the eroded footprint, robust score (median, MAD) within the family of the roof.</source>
   <translation>Médiane des pixels de l’emprise rognée, note robuste (médiane, MAD) dans la famille du toit.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Roofs by class of heat loss</source>
   <translation>Toits par classe de déperdition</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>digital number</source>
   <translation>valeur numérique</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>heat loss</source>
   <translation>déperdition</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Mosaic with one thermal band: digital numbers or temperatures, or a raster of classes.</source>
   <translation>Mosaïque à une bande thermique : valeurs numériques ou températures, ou raster de classes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Band</source>
   <translation>Bande</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The thermal band.</source>
   <translation>La bande thermique.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Footprints, for instance BD TOPO BATIMENT; filter them on dwellings to rank homes among homes.</source>
   <translation>Emprises, par exemple BD TOPO BATIMENT ; filtrez-les sur les logements pour classer des logements entre eux.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>What the raster holds</source>
   <translation>Ce que contient le raster</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>digital: uncalibrated numbers. brightness: apparent temperatures. surface: temperatures of the roof. classes: the provider's own classes, of which the majority is taken.</source>
   <translation>digital : valeurs non étalonnées. brightness : températures apparentes. surface : températures du toit. classes : celles du prestataire, dont on prend la majoritaire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Text or MAJIC code (mat_toit_txt, materiaux_de_la_toiture). Roofs are ranked within their family; without it, all together.</source>
   <translation>Texte ou code MAJIC (mat_toit_txt, materiaux_de_la_toiture). Les toits sont classés dans leur famille ; sans lui, tous ensemble.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Number of classes</source>
   <translation>Nombre de classes</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>5, 6 or 7 classes, or a table of yours.</source>
   <translation>5, 6 ou 7 classes, ou une table à vous.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Table of classes</source>
   <translation>Table des classes</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>CSV with class, label, colour, z_low, z_high; with “table” above.</source>
   <translation>CSV avec class, label, colour, z_low, z_high ; avec « table » ci-dessus.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Strips of the mosaic</source>
   <translation>Bandes de vol de la mosaïque</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Polygons of the flight lines, as “Normalise strips” writes them.</source>
   <translation>Polygones des lignes de vol, comme les écrit « Normaliser les bandes… ».</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Strip name field</source>
   <translation>Champ du nom de bande</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Names the strip, as in the correction.</source>
   <translation>Nomme la bande, comme dans la correction.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Correction of strips</source>
   <translation>Correction des bandes</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Table that “Normalise strips” writes: the offset of each strip is taken off its roofs.</source>
   <translation>Table qu’écrit « Normaliser les bandes… » : le décalage de chaque bande est retiré de ses toits.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Correction surface</source>
   <translation>Surface de correction</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Raster that “Normalise strips” writes from the roads: taken off at each building.</source>
   <translation>Raster qu’écrit « Normaliser les bandes… » d’après les routes : retiré à chaque bâtiment.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Heat loss of roofs</source>
   <translation>Déperdition des toits</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The buildings with their fields, their reading and their class.</source>
   <translation>Les bâtiments avec leurs champs, leur lecture et leur classe.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Distribution by class</source>
   <translation>Répartition par classe</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>A picture: roofs by class, and those that are not ranked.</source>
   <translation>Une image : les toits par classe, et ceux qui ne sont pas classés.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>outside the raster</source>
   <translation>hors du raster</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>missing pixels</source>
   <translation>pixels manquants</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>too few pixels</source>
   <translation>trop peu de pixels</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>material that does not show its temperature</source>
   <translation>matériau qui ne montre pas sa température</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>fewer than 30 roofs to compare with</source>
   <translation>moins de 30 toits à comparer</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>WARNING: the file says that the image was taken by day. Sun warms roofs: the classes mean nothing.</source>
   <translation>ATTENTION : le fichier dit que l’image a été prise de jour. Le soleil chauffe les toits : les classes ne veulent rien dire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>WARNING: roofs are warmer than 25 °C: the image seems taken by day or in summer. The classes mean nothing then.</source>
   <translation>ATTENTION : les toits sont à plus de 25 °C : l’image semble prise de jour ou en été. Les classes ne veulent alors rien dire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>WARNING: roofs differ by more than 15 °C: the image seems taken in the sun. The classes mean nothing then.</source>
   <translation>ATTENTION : les toits diffèrent de plus de 15 °C : l’image semble prise au soleil. Les classes ne veulent alors rien dire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Family “{name}”: {count} roofs, median {median}, spread (1.4826 MAD) {spread}.</source>
   <translation>Famille « {name} » : {count} toits, médiane {median}, dispersion (1,4826 MAD) {spread}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Edge left out (m)</source>
   <translation>Bord laissé de côté (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Valid pixels</source>
   <translation>Pixels valides</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Valid pixels (%)</source>
   <translation>Pixels valides (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Class of heat loss</source>
   <translation>Classe de déperdition</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Why it is not ranked</source>
   <translation>Pourquoi il n’est pas classé</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Family of the roof</source>
   <translation>Famille du toit</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Robust score in its family</source>
   <translation>Note robuste dans sa famille</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Score, 0 to 100 (100: warmest)</source>
   <translation>Note, 0 à 100 (100 : le plus chaud)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Lowest likely class</source>
   <translation>Classe probable la plus basse</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Highest likely class</source>
   <translation>Classe probable la plus haute</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Confidence (A to D)</source>
   <translation>Confiance (A à D)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Thermography</source>
   <translation>Thermographie</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Empty: 1 m or 1.5 pixels, less for small roofs. A number is used as it is; 0 leaves nothing out.</source>
   <translation>Vide : 1 m ou 1,5 pixel, moins pour les petits toits. Un nombre est pris tel quel ; 0 ne laisse rien de côté.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Compare within (m)</source>
   <translation>Comparer à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Each roof is compared with those of its family within this distance. Empty: with all.</source>
   <translation>Chaque toit est comparé à ceux de sa famille à cette distance au plus. Vide : à tous.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Value of missing pixels</source>
   <translation>Valeur des pixels manquants</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>When the raster does not declare it. Empty: guessed from the corners, and said.</source>
   <translation>Quand le raster ne la déclare pas. Vide : devinée dans les coins, et dite.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Roofs not ranked</source>
   <translation>Toits non classés</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Give the table of classes, or choose 5, 6 or 7 classes.</source>
   <translation>Donnez la table des classes, ou choisissez 5, 6 ou 7 classes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The correction of strips needs the polygons of the strips.</source>
   <translation>La correction des bandes demande les polygones des bandes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The thermography cannot be opened as a raster.</source>
   <translation>La thermographie ne s’ouvre pas comme un raster.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The buildings are reprojected to the raster's CRS for the reading.</source>
   <translation>Les bâtiments sont reprojetés dans le SCR du raster pour la lecture.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The thermography “{layer}” is not a raster file. Save it as a GeoTIFF, then run again.</source>
   <translation>La thermographie « {layer} » n’est pas un fichier raster. Enregistrez-la en GeoTIFF, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The raster “{layer}” is not in a CRS in metres. Reproject it (Raster › Projections › Warp), then run again.</source>
   <translation>Le raster « {layer} » n’est pas dans un SCR en mètres. Reprojetez-le (Raster › Projections › Projection), puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The raster holds {value}, which is not the number of a class. Choose KIND = digital, brightness or surface.</source>
   <translation>Le raster contient {value}, qui n’est pas un numéro de classe. Choisissez KIND = digital, brightness ou surface.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>{ranked} roofs ranked, {excluded} not: {reasons}.</source>
   <translation>{ranked} toits classés, {excluded} non : {reasons}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>No roof is ranked: every class is empty. Look at the reasons in excluded_reason.</source>
   <translation>Aucun toit n’est classé : toutes les classes sont vides. Voyez les raisons dans excluded_reason.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Share of the class (%)</source>
   <translation>Part de la classe (%)</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Bounds of the classes (score): {}.</source>
   <translation>Bornes des classes (note) : {}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Choose the field that names the strips.</source>
   <translation>Choisissez le champ qui nomme les bandes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>What the correction of strips leaves is not known: the likely classes do not contain it.</source>
   <translation>Ce que laisse la correction des bandes n’est pas connu : les classes probables ne le contiennent pas.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Median of the roof ({})</source>
   <translation>Médiane du toit ({})</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>10th percentile ({})</source>
   <translation>10e centile ({})</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>90th percentile ({})</source>
   <translation>90e centile ({})</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Mean of the roof ({})</source>
   <translation>Moyenne du toit ({})</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Taken off by normalisation ({})</source>
   <translation>Retiré par la normalisation ({})</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>The raster declares no missing value; {value} fills its corners and counts as missing.</source>
   <translation>Le raster ne déclare pas de valeur manquante ; {value} remplit ses coins et compte comme manquante.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>Temperatures in {} were turned into °C.</source>
   <translation>Les températures en {} ont été converties en °C.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>{count} buildings are on no strip of the correction: nothing is taken off them.</source>
   <translation>{count} bâtiments ne sont sur aucune bande de la correction : rien ne leur est retiré.</translation>
  </message>
  <message>
   <location filename="../processing/housing/roofheatloss.py" />
   <source>{count} buildings are beyond the correction surface: nothing is taken off them for the micro-climate, compare them with care.</source>
   <translation>{count} bâtiments sont au-delà de la surface de correction : rien ne leur est retiré pour le microclimat, comparez-les avec prudence.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Normalise strips of a thermography</source>
   <translation>Normaliser les bandes d’une thermographie</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>A flight takes hours, and its strips do not agree. This finds what to take off each building, in steps that are each optional: the offset of each strip, from what neighbouring strips see twice (weighted least squares); the drift in time, when tiles have their time; the altitude; the micro-climate, read on the roads, which are alike (TURN, Rahman et al. 2014).

It writes a table of offsets, the polygons of the strips and a surface, which “Heat loss of roofs” applies building by building: the mosaic is not rewritten, unless asked.

Where strips overlap, the last of the list is on top, as in a virtual raster. A night with fog on a valley or wet roads is not mended by this: look at the picture before and after.</source>
   <translation>Un vol dure des heures, et ses bandes ne s’accordent pas. Ceci trouve ce qu’il faut retirer à chaque bâtiment, par étapes dont chacune est facultative : le décalage de chaque bande, d’après ce que des bandes voisines voient deux fois (moindres carrés pondérés) ; la dérive dans le temps, quand les dalles ont leur heure ; l’altitude ; le microclimat, lu sur les routes, qui sont semblables (TURN, Rahman et al. 2014).

Il écrit une table de décalages, les polygones des bandes et une surface, que « Déperdition des toits » applique bâtiment par bâtiment : la mosaïque n’est pas réécrite, sauf demande.

Où des bandes se recouvrent, la dernière de la liste est au-dessus, comme dans un raster virtuel. Une nuit de brouillard dans une vallée ou des routes mouillées ne se réparent pas ainsi : regardez l’image avant et après.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>With time</source>
   <translation>Avec le temps</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>time between the two (min)</source>
   <translation>temps entre les deux (min)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>difference (unit of the raster)</source>
   <translation>écart (unité du raster)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>pieces of road</source>
   <translation>morceaux de route</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Forty pairs of strips at most are drawn.</source>
   <translation>Quarante paires de bandes au plus sont dessinées.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>strips</source>
   <translation>bandes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>seams</source>
   <translation>raccords</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>roads</source>
   <translation>routes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>mosaic</source>
   <translation>mosaïque</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Strips, or their tiles</source>
   <translation>Bandes, ou leurs dalles</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Rasters in one CRS in metres, north up, which overlap. One alone serves for the roads.</source>
   <translation>Rasters d’un même SCR en mètres, nord en haut, qui se recouvrent. Un seul suffit pour les routes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Offsets of the strips</source>
   <translation>Décalages des bandes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>From the pixels that two strips both see; on roads alone when roads are given.</source>
   <translation>D’après les pixels que deux bandes voient ; sur les seules routes quand il y en a.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Strip and time of each raster</source>
   <translation>Bande et heure de chaque raster</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>CSV with raster, strip, time (2024-01-15 22:31:00, or seconds): tiles of one strip share their offset.</source>
   <translation>CSV avec raster, strip, time (2024-01-15 22:31:00, ou des secondes) : les dalles d’une bande partagent leur décalage.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Drift in time</source>
   <translation>Dérive dans le temps</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Needs the times, and tiles: within whole strips it cannot be told from the offsets.</source>
   <translation>Demande les heures, et des dalles : avec des bandes entières elle ne se distingue pas des décalages.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>BD TOPO TRONCON_DE_ROUTE, tarred roads on the ground: no bridge, tunnel or path.</source>
   <translation>BD TOPO TRONCON_DE_ROUTE, routes goudronnées au sol : ni pont, ni tunnel, ni chemin.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Width of the road field (m)</source>
   <translation>Champ de la largeur de la route (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>largeur_de_chaussee. Without it, 5 m, which a street lined with cars does not always have.</source>
   <translation>largeur_de_chaussee. Sans lui, 5 m, que n’a pas toujours une rue bordée de voitures.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Micro-climate read on the roads</source>
   <translation>Microclimat lu sur les routes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Needs the roads. The surface says how much each place is above the median road.</source>
   <translation>Demande les routes. La surface dit de combien chaque lieu dépasse la route médiane.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Terrain model, for the altitude step.</source>
   <translation>Modèle de terrain, pour l’étape de l’altitude.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Off by default: on still nights valleys are colder, not hills.</source>
   <translation>Désactivé par défaut : les nuits calmes, ce sont les vallées qui sont plus froides, pas les collines.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Change with altitude (per metre)</source>
   <translation>Variation avec l’altitude (par mètre)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>-0.0065 in a standard atmosphere. Empty: fitted on the roads (Theil-Sen).</source>
   <translation>-0,0065 en atmosphère standard. Vide : ajustée sur les routes (Theil-Sen).</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Tables (*.csv)</source>
   <translation>Tables (*.csv)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The offset of each raster, for “Heat loss of roofs”.</source>
   <translation>Le décalage de chaque raster, pour « Déperdition des toits ».</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Polygons of the strips</source>
   <translation>Polygones des bandes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Which raster each place is taken from, the last of the list on top.</source>
   <translation>De quel raster vient chaque lieu, le dernier de la liste au-dessus.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Band 1: to take off at each place; band 2: distance to the nearest road read (m).</source>
   <translation>Bande 1 : à retirer en chaque lieu ; bande 2 : distance à la route lue la plus proche (m).</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Corrected mosaic</source>
   <translation>Mosaïque corrigée</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The strips with their offsets taken off; the surface is not. Rarely needed, and as large as the strips.</source>
   <translation>Les bandes, décalages retirés ; la surface ne l’est pas. Rarement utile, et aussi volumineux que les bandes.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>A picture: seams between strips, and roads, before and after.</source>
   <translation>Une image : raccords entre bandes, et routes, avant et après.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Weighted least squares of the median differences of overlapping strips.</source>
   <translation>Moindres carrés pondérés des écarts médians des bandes qui se recouvrent.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Between strips</source>
   <translation>Entre bandes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Along the roads</source>
   <translation>Le long des routes</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>before</source>
   <translation>avant</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>after</source>
   <translation>après</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Seams before (standard deviation)</source>
   <translation>Raccords avant (écart type)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Seams after (standard deviation)</source>
   <translation>Raccords après (écart type)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Drift (per hour)</source>
   <translation>Dérive (par heure)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Roads before (standard deviation)</source>
   <translation>Routes avant (écart type)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Roads after (standard deviation)</source>
   <translation>Routes après (écart type)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The drift needs the table of times.</source>
   <translation>La dérive demande la table des heures.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The altitude step needs a terrain model.</source>
   <translation>L’étape de l’altitude demande un modèle de terrain.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The correction surface needs roads, and the step of the micro-climate.</source>
   <translation>La surface de correction demande des routes, et l’étape du microclimat.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The altitude step needs roads, and the step of the micro-climate.</source>
   <translation>L’étape de l’altitude demande des routes, et l’étape du microclimat.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Two strips have the same file name, “{name}”: rename one, or the table could not tell them apart.</source>
   <translation>Deux bandes ont le même nom de fichier, « {name} » : renommez-en une, sans quoi la table ne pourrait les distinguer.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Give one strip at least.</source>
   <translation>Donnez au moins une bande.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Strips share no road: their offsets are taken from all the pixels they both see.</source>
   <translation>Les bandes n’ont pas de route en commun : leurs décalages sont pris sur tous les pixels qu’elles voient ensemble.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Each overlap serves to find one offset: nothing is left to check them. Look at the seam on the mosaic.</source>
   <translation>Chaque recouvrement sert à trouver un décalage : il n’en reste aucun pour les vérifier. Regardez le raccord sur la mosaïque.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The terrain model “{layer}” is in another CRS than the strips. Warp it, then run again.</source>
   <translation>Le modèle de terrain « {layer} » est dans un autre SCR que les bandes. Reprojetez-le, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>“{layer}” is not a raster file. Save it as a GeoTIFF, then run again.</source>
   <translation>« {layer} » n’est pas un fichier raster. Enregistrez-le en GeoTIFF, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The strip “{layer}” is in another CRS than the first one. Warp the strips to one CRS, then run again.</source>
   <translation>La bande « {layer} » est dans un autre SCR que la première. Reprojetez les bandes dans un même SCR, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>{count} overlaps; seams {before} before, {after} after (root mean square).</source>
   <translation>{count} recouvrements ; raccords de {before} avant, {after} après (moyenne quadratique).</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Strip</source>
   <translation>Bande</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>To take off (unit of the raster)</source>
   <translation>À retirer (unité du raster)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>{used} of {total} pieces of road read; their standard deviation goes from {before} to {after}.</source>
   <translation>{used} morceaux de route lus sur {total} ; leur écart type passe de {before} à {after}.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>Change with altitude: {} per 100 m.</source>
   <translation>Variation avec l’altitude : {} par 100 m.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>With altitude</source>
   <translation>Avec l’altitude</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>altitude (m)</source>
   <translation>altitude (m)</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>{count} roads without width are taken as {metres} m wide.</source>
   <translation>{count} routes sans largeur sont prises larges de {metres} m.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The strips make {count} groups that do not overlap: nothing ties one group to another. Compare roofs within a group only.</source>
   <translation>Les bandes font {count} groupes qui ne se recouvrent pas : rien ne relie un groupe à l’autre. Ne comparez les toits qu’à l’intérieur d’un groupe.</translation>
  </message>
  <message>
   <location filename="../processing/housing/thermalnormalise.py" />
   <source>The raster “{layer}” declares no missing value; {value} fills its corners and counts as missing.</source>
   <translation>Le raster « {layer} » ne déclare pas de valeur manquante ; {value} remplit ses coins et compte comme manquante.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Visit sheets</source>
   <translation>Fiches de visite</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Prints a sheet for each of the blocks with the most to do: a map with the ranks of the homes, and what is known of each. For the adviser who visits, on paper.

Blocks are your polygons, or the buildings of each square of 100 m. They come by decreasing sum of the priorities of their homes.

WORKING DOCUMENT: it names roofs one by one. It never goes to the public, nor into the PCAET.</source>
   <translation>Imprime une fiche pour chacun des pâtés de maisons où il y a le plus à faire : une carte avec les rangs des logements, et ce que l’on sait de chacun. Pour le conseiller qui visite, sur papier.

Les pâtés de maisons sont vos polygones, ou les bâtiments de chaque carré de 100 m. Ils viennent par somme décroissante des priorités de leurs logements.

DOCUMENT DE TRAVAIL : il désigne les toits un par un. Il ne va jamais au public, ni dans le PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>visits</source>
   <translation>visites</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>The output of “Homes to visit first”.</source>
   <translation>La sortie de « Logements à visiter d’abord ».</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Blocks</source>
   <translation>Pâtés de maisons</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Polygons of your sectors. Without them, the buildings of each square of 100 m.</source>
   <translation>Polygones de vos secteurs. Sans eux, les bâtiments de chaque carré de 100 m.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Block name field</source>
   <translation>Champ du nom du pâté de maisons</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Title of the sheet. Without it, a number.</source>
   <translation>Titre de la fiche. Sans lui, un numéro.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Below the homes: streets, classes of roofs, a base map.</source>
   <translation>Sous les logements : rues, classes des toits, fond de carte.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Visit sheets – working document</source>
   <translation>Fiches de visite – document de travail</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Written on each sheet.</source>
   <translation>Écrit sur chaque fiche.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Sheets</source>
   <translation>Fiches</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>The PDF: a list of the blocks, then a sheet each.</source>
   <translation>Le PDF : la liste des pâtés de maisons, puis une fiche chacun.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>The blocks with the most to do.</source>
   <translation>Les pâtés de maisons où il y a le plus à faire.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Homes by sheet</source>
   <translation>Logements par fiche</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>The first homes of the block.</source>
   <translation>Les premiers logements du pâté de maisons.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>No block of the layer “{layer}” has a home with a priority.</source>
   <translation>Aucun pâté de maisons de la couche « {layer} » n’a de logement avec une priorité.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>class {}</source>
   <translation>classe {}</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>confidence {}</source>
   <translation>confiance {}</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>DPE {}</source>
   <translation>DPE {}</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>dwellings: {}</source>
   <translation>logements : {}</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>The layer “{layer}” has no field {field}. Run “Homes to visit first” before.</source>
   <translation>La couche « {layer} » n’a pas de champ {field}. Lancez « Logements à visiter d’abord » avant.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Block</source>
   <translation>Pâté de maisons</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Homes ranked</source>
   <translation>Logements classés</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>First rank</source>
   <translation>Premier rang</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Rank {}</source>
   <translation>Rang {}</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>{count} blocks, printed on {date}. Working document: compares roofs, does not measure them.</source>
   <translation>{count} pâtés de maisons, imprimé le {date}. Document de travail : compare des toits, ne les mesure pas.</translation>
  </message>
  <message>
   <location filename="../processing/housing/visitsheets.py" />
   <source>Block {}</source>
   <translation>Pâté de maisons {}</translation>
  </message>
  <message>
   <location filename="../processing/network/network_parameter.py" />
   <source>The file made by “Prepare a road network”.</source>
   <translation>Le fichier fait par « Préparer un réseau routier ».</translation>
  </message>
  <message>
   <location filename="../processing/network/network_parameter.py" />
   <source>car, bike or walk: the speeds and the roads of the network for it.</source>
   <translation>car (voiture), bike (vélo) ou walk (marche) : les vitesses et les routes du réseau pour ce mode.</translation>
  </message>
  <message>
   <location filename="../processing/network/network_parameter.py" />
   <location filename="../processing/network/preparenetwork.py" />
   <source>Road network (*.npz)</source>
   <translation>Réseau routier (*.npz)</translation>
  </message>
  <message>
   <location filename="../processing/network/network_parameter.py" />
   <source>Travel times without congestion nor waiting at junctions, on “{layer}” ({source}); {share} % of the length has an assumed speed.</source>
   <translation>Temps de trajet sans congestion ni attente aux carrefours, sur « {layer} » ({source}) ; {share} % de la longueur a une vitesse supposée.</translation>
  </message>
  <message>
   <location filename="../processing/network/network_parameter.py" />
   <source>“{source}” has changed since the network was prepared: prepare it again to use the new roads.</source>
   <translation>« {source} » a changé depuis que le réseau a été préparé : préparez-le à nouveau pour utiliser les nouvelles routes.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Prepare a road network</source>
   <translation>Préparer un réseau routier</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Makes a network of road lines, once, for the tools on carpool areas and cycle routes: BD TOPO (TRONCON_DE_ROUTE), OpenStreetMap (.osm.pbf, .osm or a layer with the column highway), or any lines with a mapping of fields.

Ends closer than the snapping distance are joined; roads that share a vertex of the same level too; a bridge or a tunnel is never joined to what it crosses. One-way roads, speeds and closed roads come from the fields. A speed that no field gives is assumed from the class of the road and counted as such.

The network is written beside the roads; run again, it is used as it is until the roads or the parameters change. Read the report: parts that do not connect, ends that stop just before a road, speeds assumed.</source>
   <translation>Fait une fois pour toutes un réseau à partir de lignes de route, pour les outils des aires de covoiturage et des itinéraires cyclables : BD TOPO (TRONCON_DE_ROUTE), OpenStreetMap (.osm.pbf, .osm ou une couche avec la colonne highway), ou toute couche de lignes avec une correspondance des champs.

Les bouts plus proches que la distance d’accrochage sont reliés ; les routes qui partagent un sommet de même niveau aussi ; un pont ou un tunnel n’est jamais relié à ce qu’il croise. Sens uniques, vitesses et routes fermées viennent des champs. Une vitesse qu’aucun champ ne donne est supposée d’après la classe de la route, et comptée comme telle.

Le réseau est écrit à côté des routes ; relancé, l’outil le reprend tel quel tant que ni les routes ni les paramètres ne changent. Lisez le rapport : morceaux non reliés, bouts qui s’arrêtent juste avant une route, vitesses supposées.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Lines joined at their ends and at vertices of the same level; speeds from the fields, else from the table by class.</source>
   <translation>Lignes reliées à leurs bouts et aux sommets de même niveau ; vitesses des champs, sinon de la table selon la classe.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>network</source>
   <translation>réseau</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Lines of roads, streets, paths: all of them, for the modes you need. An OSM file may be given as it is.</source>
   <translation>Lignes de routes, rues, chemins : toutes celles des modes voulus. Un fichier OSM peut être donné tel quel.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>For example: speed=V85; oneway=sens; class=nature; level=pos_sol. Known: id, class, importance, speed (km/h driven), maxspeed (limit), oneway, level, state, car_access, walk_access, bridge, tunnel. Empty, usual names are recognised.</source>
   <translation>Par exemple : speed=V85; oneway=sens; class=nature; level=pos_sol. Connus : id, class, importance, speed (km/h pratiqués), maxspeed (limite), oneway, level, state, car_access, walk_access, bridge, tunnel. Vide, les noms usuels sont reconnus.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Table of speeds</source>
   <translation>Table des vitesses</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>CSV: base;class;car_kmh;bike_kmh;walk_kmh;source. Empty: the plugin's table, to copy and change.</source>
   <translation>CSV : base;class;car_kmh;bike_kmh;walk_kmh;source. Vide : la table de l’extension, à copier et à modifier.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Ends that stop short: within (m)</source>
   <translation>Bouts qui s’arrêtent avant une route : à moins de (m)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>A dead end this close to a road that it does not join is reported.</source>
   <translation>Une impasse aussi proche d’une route qu’elle ne rejoint pas est signalée.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Prepare again even if nothing has changed</source>
   <translation>Préparer à nouveau même si rien n’a changé</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>By default, a network whose roads and parameters are the same is used as it is.</source>
   <translation>Par défaut, un réseau dont les routes et les paramètres sont les mêmes est repris tel quel.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Network</source>
   <translation>Réseau</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Empty: beside the roads, under their name, with the ending .reseau.npz.</source>
   <translation>Vide : à côté des routes, sous leur nom, avec la terminaison .reseau.npz.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Pieces of road</source>
   <translation>Tronçons</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>What the network knows of each piece of road, to check it: speeds, directions, part.</source>
   <translation>Ce que le réseau sait de chaque tronçon, pour le vérifier : vitesses, sens, morceau.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Ends that stop short</source>
   <translation>Bouts qui s’arrêtent avant une route</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Dead ends near a road that they do not join: forgotten junctions, or walls.</source>
   <translation>Impasses près d’une route qu’elles ne rejoignent pas : carrefours oubliés, ou murs.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Car</source>
   <translation>Voiture</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>On foot</source>
   <translation>À pied</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>The roads are not read from a file as a whole: choose where to write the network (OUTPUT).</source>
   <translation>Les routes ne sont pas lues d’un fichier entier : choisissez où écrire le réseau (OUTPUT).</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Nothing can be written in the folder of the roads, “{folder}”: choose where to write the network (OUTPUT).</source>
   <translation>Impossible d’écrire dans le dossier des routes, « {folder} » : choisissez où écrire le réseau (OUTPUT).</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Network file</source>
   <translation>Fichier du réseau</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Nodes</source>
   <translation>Nœuds</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Parts that do not connect (car)</source>
   <translation>Morceaux non reliés (voiture)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Length outside the largest part (car, km)</source>
   <translation>Longueur hors du plus grand morceau (voiture, km)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Length with an assumed speed (car, %)</source>
   <translation>Longueur à vitesse supposée (voiture, %)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>1 when the network was used as it is</source>
   <translation>1 si le réseau a été repris tel quel</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>No field says the class of the roads: speeds are those of the line any;default of the table, unless a field gives them. Say class=… in the fields.</source>
   <translation>Aucun champ ne dit la classe des routes : les vitesses sont celles de la ligne any;default de la table, sauf si un champ les donne. Écrivez class=… dans les champs.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>The roads for cars do not connect well: their largest part has fewer than nine nodes in ten. A greater snapping distance, or “Join lines that cross”, may help; see “Ends that stop short”.</source>
   <translation>Les routes pour voitures sont mal reliées : leur plus grand morceau a moins de neuf nœuds sur dix. Une plus grande distance d’accrochage, ou « Relier les lignes qui se croisent », peut aider ; voyez « Bouts qui s’arrêtent avant une route ».</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>drawn direction</source>
   <translation>sens du tracé</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>against the drawing</source>
   <translation>sens inverse du tracé</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>both ways</source>
   <translation>deux sens</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Car (km/h)</source>
   <translation>Voiture (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Bike (km/h)</source>
   <translation>Vélo (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Walk (km/h)</source>
   <translation>Marche (km/h)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Direction of cars</source>
   <translation>Sens de circulation des voitures</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Speed of cars from</source>
   <translation>Origine de la vitesse des voitures</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Part of the network (car)</source>
   <translation>Morceau du réseau (voiture)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>The roads or the parameters have changed: the network is prepared again.</source>
   <translation>Les routes ou les paramètres ont changé : le réseau est préparé à nouveau.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Nothing has changed: the network of “{file}” is used as it is.</source>
   <translation>Rien n’a changé : le réseau de « {file} » est repris tel quel.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>{nodes} nodes, {edges} pieces of road.</source>
   <translation>{nodes} nœuds, {edges} tronçons.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Cars: mean speed {speed} km/h; speed assumed from the class for {assumed} % of the length; {oneway} % of the length is one-way. {ends} dead ends.</source>
   <translation>Voitures : vitesse moyenne {speed} km/h ; vitesse supposée d’après la classe sur {assumed} % de la longueur ; {oneway} % de la longueur est à sens unique. {ends} impasses.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Node</source>
   <translation>Nœud</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Gap (m)</source>
   <translation>Écart (m)</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>no car</source>
   <translation>sans voiture</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>Directions that are not understood count as both ways: {words}.</source>
   <translation>Des sens qui ne sont pas compris comptent comme double sens : {words}.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>{mode}: {km} km in {parts} parts; the largest has {share} % of the nodes, of which {trapped} cannot be both reached and left; {outside} km are outside it.</source>
   <translation>{mode} : {km} km en {parts} morceaux ; le plus grand a {share} % des nœuds, dont {trapped} que l’on ne peut pas à la fois atteindre et quitter ; {outside} km sont hors de lui.</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>assumed</source>
   <translation>supposée</translation>
  </message>
  <message>
   <location filename="../processing/network/preparenetwork.py" />
   <source>field</source>
   <translation>champ</translation>
  </message>
  <message>
   <location filename="../processing/numeric_fields.py" />
   <source>Layer “{layer}”, field “{field}”: {count} values are not numbers ({examples}); they count as missing.</source>
   <translation>Couche « {layer} », champ « {field} » : {count} valeur(s) non numérique(s) ({examples}), considérée(s) comme manquante(s).</translation>
  </message>
  <message>
   <location filename="../processing/numeric_fields.py" />
   <source>Layer “{layer}”, field “{field}”: {count} values outside {low} to {high} count as unknown (features {ids}).</source>
   <translation>Couche « {layer} », champ « {field} » : {count} valeur(s) hors de l’intervalle de {low} à {high}, considérée(s) comme inconnue(s) (entités {ids}).</translation>
  </message>
  <message>
   <location filename="../processing/numeric_fields.py" />
   <source>Layer “{layer}”, field “{field}”: {count} counts such as “{example}” may be thousands or decimals; they count as missing. Write them without a dot.</source>
   <translation>Couche « {layer} », champ « {field} » : {count} comptage(s) comme « {example} » peuvent être des milliers ou des décimales ; ils sont considérés comme manquants. Écrivez-les sans point.</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <source>the file and its numbered copies are open elsewhere</source>
   <translation>le fichier et ses copies numérotées sont ouverts ailleurs</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <location filename="../processing/writing.py" />
   <location filename="../records/plan_file.py" />
   <source>The folder “{folder}” does not exist. Create it, or choose another one.</source>
   <translation>Le dossier « {folder} » n’existe pas. Créez-le ou choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <source>Sources: {layers}. Atlas PCAET {version}, {date}.</source>
   <translation>Sources : {layers}. Atlas PCAET {version}, {date}.</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <location filename="../processing/writing.py" />
   <source>“{file}” could not be written: {reason}. Free some space or choose another place, then run again.</source>
   <translation>« {file} » n’a pas pu être écrit : {reason}. Libérez de l’espace ou choisissez un autre emplacement, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <source>the file is not whole, the disk may be full</source>
   <translation>le fichier est incomplet, le disque est peut-être plein</translation>
  </message>
  <message>
   <location filename="../processing/pdf_export.py" />
   <source>; </source>
   <translation> ; </translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Attach features to an action</source>
   <translation>Attacher des entités à une action</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Links features of a layer to an action: the layer's address, the value of a business key, and a copy of the geometry in the plan's CRS, which stays when the layer is moved or removed.

Without a key field the feature id is kept, which a layer may give to another feature later: choose a key (id_local, cleabs, insee…) whenever there is one.</source>
   <translation>Relie des entités d’une couche à une action : l’adresse de la couche, la valeur d’une clé métier, et une copie de la géométrie dans le SCR du plan, qui reste quand la couche est déplacée ou supprimée.

Sans champ clé, c’est l’identifiant de l’entité qui est gardé, et une couche peut le donner plus tard à une autre entité : choisissez une clé (id_local, cleabs, insee…) dès qu’il y en a une.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>link</source>
   <translation>lien</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Number, identifier or title of an action of the plan.</source>
   <translation>Numéro, identifiant ou titre d’une action du plan.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Points, lines or polygons, in any CRS.</source>
   <translation>Points, lignes ou polygones, dans n’importe quel SCR.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Which features</source>
   <translation>Entités à attacher</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>An expression that chooses the features; empty, all of them.</source>
   <translation>Une expression qui choisit les entités ; vide, toutes.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <location filename="../ui/docks/places.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Key field</source>
   <translation>Champ clé</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>A stable identifier of the feature, by which it is found again after an update.</source>
   <translation>Un identifiant stable de l’entité, qui permet de la retrouver après une mise à jour.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <location filename="../ui/docks/places.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Role</source>
   <translation>Rôle</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>localise, concerne, realise or compte: what the place is to the action.</source>
   <translation>localise, concerne, realise ou compte : ce que le lieu est pour l’action.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Features attached</source>
   <translation>Entités attachées</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Features attached already</source>
   <translation>Entités déjà attachées</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>The layer of the features to attach cannot be loaded.</source>
   <translation>La couche des entités à attacher ne peut pas être chargée.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>No feature of the layer “{layer}” is chosen by the expression.</source>
   <translation>Aucune entité de la couche « {layer} » n’est choisie par l’expression.</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>no geometry, or one that cannot be reprojected</source>
   <translation>sans géométrie, ou géométrie impossible à reprojeter</translation>
  </message>
  <message>
   <location filename="../processing/plan/attachfeatures.py" />
   <source>Layer “{}”: without a key field, features are known by their id and geometry only.</source>
   <translation>Couche « {} » : sans champ clé, les entités ne sont connues que par leur identifiant et leur géométrie.</translation>
  </message>
  <message>
   <location filename="../processing/plan/captured_places.py" />
   <location filename="../processing/reading.py" />
   <source>The layer “{layer}” has no coordinate reference system. Set it: right-click the layer, Layer CRS, Set Layer CRS.</source>
   <translation>La couche « {layer} » n’a pas de système de coordonnées de référence (SCR). Définissez-le : clic droit sur la couche, « SCR de la couche », puis « SCR de la couche… ».</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Create an action</source>
   <translation>Créer une action</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Adds an action to a plan, or a sub-action when a parent is given (two levels, no more). What is not known is left empty: nothing is filled in for you.</source>
   <translation>Ajoute une action à un plan, ou une sous-action si une action mère est donnée (deux niveaux, pas plus). Ce qui n’est pas connu reste vide : rien n’est rempli à votre place.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <location filename="../processing/plan/createplan.py" />
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../processing/plan/updateplan.py" />
   <source>plan</source>
   <translation>plan</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>300 characters at most.</source>
   <translation>300 caractères au plus.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <location filename="../ui/new_action.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Number</source>
   <translation>Numéro</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>As printed in the plan: 44, 2.1.3… Two actions may share one.</source>
   <translation>Tel qu’imprimé dans le plan : 44, 2.1.3… Deux actions peuvent avoir le même.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Parent action</source>
   <translation>Action mère</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Number or identifier of the action this one is part of.</source>
   <translation>Numéro ou identifiant de l’action dont celle-ci fait partie.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Name or number; a new name makes a new axis.</source>
   <translation>Nom ou numéro ; un nom nouveau crée un axe.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>À venir, En cours, Réalisé, En pause, Abandonné, Bloqué, En retard or A discuter.</source>
   <translation>À venir, En cours, Réalisé, En pause, Abandonné, Bloqué, En retard ou A discuter.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Start</source>
   <translation>Début</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>YYYY, YYYY-MM or YYYY-MM-DD.</source>
   <translation>AAAA, AAAA-MM ou AAAA-MM-JJ.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>End</source>
   <translation>Fin</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Service or organisation in charge.</source>
   <translation>Service ou structure responsable.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Description</source>
   <translation>Descriptif</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>What is done.</source>
   <translation>Ce qui est fait.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createaction.py" />
   <source>Identifier of the action</source>
   <translation>Identifiant de l’action</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>Create a plan</source>
   <translation>Créer un plan</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>Makes an action plan in one GeoPackage: actions, axes, indicators and their values, links to places, territories, lists of values with their official labels, and a journal of every change.

The tables are ordinary layers: QGIS, QField and Lizmap open them. The rules (two levels, dates, a value or a reason) are kept by the file itself. An existing file is never overwritten.</source>
   <translation>Fabrique un plan d’actions dans un GeoPackage : actions, axes, indicateurs et leurs valeurs, liens vers les lieux, territoires, listes de valeurs avec leurs libellés officiels, et un journal de chaque modification.

Les tables sont des couches ordinaires : QGIS, QField et Lizmap les ouvrent. Les règles (deux niveaux, dates, une valeur ou un motif) sont tenues par le fichier lui-même. Un fichier existant n’est jamais écrasé.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>actions</source>
   <translation>actions</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>indicators</source>
   <translation>indicateurs</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>GeoPackage (*.gpkg)</source>
   <translation>GeoPackage (*.gpkg)</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>The new file, on a local disk rather than a network share.</source>
   <translation>Le nouveau fichier, sur un disque local plutôt qu’un partage réseau.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>For example: PCAET 2026-2032.</source>
   <translation>Par exemple : PCAET 2026-2032.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>CRS of the places</source>
   <translation>SCR des lieux</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>Chosen once: copies of the geometries attached to actions are kept in this CRS.</source>
   <translation>Choisi une fois pour toutes : les copies des géométries attachées aux actions sont gardées dans ce SCR.</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>Name of the plan</source>
   <translation>Nom du plan</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>Identifier of the plan</source>
   <translation>Identifiant du plan</translation>
  </message>
  <message>
   <location filename="../processing/plan/createplan.py" />
   <source>The CRS of a plan needs an authority code, for example EPSG:2154.</source>
   <translation>Le SCR d’un plan doit avoir un code d’autorité, par exemple EPSG:2154.</translation>
  </message>
  <message>
   <location filename="../processing/plan/plan_access.py" />
   <source>The GeoPackage of the plan, made by “Create a plan”.</source>
   <translation>Le GeoPackage du plan, fabriqué par « Créer un plan ».</translation>
  </message>
  <message>
   <location filename="../processing/plan/plan_access.py" />
   <source>Python and QGIS have different SQLite libraries here: remove the layers of “{file}” from the project, then run again.</source>
   <translation>Python et QGIS n’ont pas ici la même bibliothèque SQLite : retirez du projet les couches de « {file} », puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/plan/plan_access.py" />
   <source>The layer “{layer}” of the plan is in an edit session: save or cancel its edits, then run again.</source>
   <translation>La couche « {layer} » du plan est en cours d’édition : enregistrez ou annulez ses modifications, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Store the value of an indicator</source>
   <translation>Enregistrer la valeur d’un indicateur</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Writes a value into a plan, with its year, unit, source and date. A number that is missing is stored as a reason, never as 0. Stored again for the same indicator, action, territory, year and kind, it replaces the former value, which stays in the journal.

Indicators, actions and territories are named by identifier, or by number or code when there is only one.</source>
   <translation>Écrit une valeur dans un plan, avec son année, son unité, sa source et sa date. Un nombre absent est enregistré par un motif, jamais par 0. Enregistrée de nouveau pour les mêmes indicateur, action, territoire, année et nature, elle remplace la valeur précédente, qui reste dans le journal.

Indicateurs, actions et territoires sont désignés par leur identifiant, ou par leur numéro ou code s’il est unique.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>value</source>
   <translation>valeur</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Indicator</source>
   <translation>Indicateur</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Code, identifier or name of an indicator of the plan.</source>
   <translation>Code, identifiant ou nom d’un indicateur du plan.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Year</source>
   <translation>Année</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>The year the value describes.</source>
   <translation>L’année que décrit la valeur.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Kind</source>
   <translation>Type</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>result (measured), target (aimed at) or reference (starting point).</source>
   <translation>result (résultat mesuré), target (objectif visé) ou reference (point de départ).</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/atlas_document.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Value</source>
   <translation>Valeur</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Leave it empty when it is missing, and give the reason.</source>
   <translation>Laissez vide si elle est absente, et donnez le motif.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Reason of absence</source>
   <translation>Motif d’absence</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Données inexistantes, Non communiquée, Trop tôt pour faire un bilan, Sans objet, Secret statistique or Non renseigné.</source>
   <translation>Données inexistantes, Non communiquée, Trop tôt pour faire un bilan, Sans objet, Secret statistique ou Non renseigné.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Number, identifier or title of the action the value belongs to.</source>
   <translation>Numéro, identifiant ou titre de l’action à laquelle se rapporte la valeur.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Code, identifier or name of a territory of the plan.</source>
   <translation>Code, identifiant ou nom d’un territoire du plan.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Checked against the indicator's: nothing is converted in silence.</source>
   <translation>Comparée à celle de l’indicateur : rien n’est converti en silence.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Source</source>
   <translation>Source</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Where the number comes from.</source>
   <translation>D’où vient le nombre.</translation>
  </message>
  <message>
   <location filename="../processing/plan/storevalue.py" />
   <source>Identifier of the value</source>
   <translation>Identifiant de la valeur</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <location filename="../ui/desktop.py" />
   <source>Update a plan</source>
   <translation>Mettre à jour un plan</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <source>Brings a plan made by an earlier version of Atlas PCAET to the tables of this one. A copy of the plan is made beside it first; then all is changed, or nothing. A plan of this version is left as it is.

Afterwards an earlier version of the plugin refuses to open it: update it everywhere the plan is used.</source>
   <translation>Amène un plan fait par une version antérieure d’Atlas PCAET aux tables de celle-ci. Une copie du plan est d’abord faite à côté ; ensuite tout change, ou rien. Un plan de cette version est laissé tel quel.

Une version antérieure de l’extension refuse ensuite de l’ouvrir : mettez-la à jour partout où le plan sert.</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <source>version</source>
   <translation>version</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <source>backup</source>
   <translation>sauvegarde</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <source>Copy of the plan before the update</source>
   <translation>Copie du plan avant la mise à jour</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <source>The plan has the tables of this version already: nothing was changed.</source>
   <translation>Le plan a déjà les tables de cette version : rien n’a été changé.</translation>
  </message>
  <message>
   <location filename="../processing/plan/updateplan.py" />
   <location filename="../ui/desktop.py" />
   <source>The plan as it was is kept in “{}”.</source>
   <translation>Le plan tel qu’il était est gardé dans « {} ».</translation>
  </message>
  <message>
   <location filename="../processing/provenance.py" />
   <source>{key} = {name} ({address}), {count} features, blake2b {digest}</source>
   <translation>{key} = {name} ({address}), {count} entités, blake2b {digest}</translation>
  </message>
  <message>
   <location filename="../processing/provenance.py" />
   <source>Parameters: {}</source>
   <translation>Paramètres : {}</translation>
  </message>
  <message>
   <location filename="../processing/provenance.py" />
   <source>Input: {}</source>
   <translation>Entrée : {}</translation>
  </message>
  <message>
   <location filename="../processing/reading.py" />
   <source>No feature of the layer “{layer}” has a usable geometry: all are null, empty or broken.</source>
   <translation>Aucune entité de la couche « {layer} » n’a de géométrie exploitable : toutes sont nulles, vides ou irréparables.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Demonstration territory (fictional)</source>
   <translation>Territoire de démonstration (fictif)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Draws a fictional territory to try the plugin on: roads with counts (some missing), buildings with dwellings, a population grid of 200 m, sensitive places. Without communes it invents them too, and works offline. The same seed gives the same territory.

Everything but the communes you give is invented and named “fictif”: it says nothing of a real place.</source>
   <translation>Génère un territoire fictif pour essayer l’extension : routes avec comptages (certains manquants), bâtiments avec logements, carroyage de population de 200 m, lieux sensibles. Sans communes, il les invente aussi et fonctionne hors ligne. La même graine donne le même territoire.

Tout, sauf les communes que vous fournissez, est inventé et nommé « fictif » : cela ne dit rien d’un lieu réel.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Roads (fictional)</source>
   <translation>Routes (fictives)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Buildings (fictional)</source>
   <translation>Bâtiments (fictifs)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Population, 200 m cells (fictional)</source>
   <translation>Population, carreaux de 200 m (fictive)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Sensitive places (fictional)</source>
   <translation>Lieux sensibles (fictifs)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>demo</source>
   <translation>démo</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>example</source>
   <translation>exemple</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>fictional</source>
   <translation>fictif</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Real communes to draw inside; without them, twelve fictional ones are made.</source>
   <translation>Communes réelles servant de cadre ; sans elles, douze communes fictives sont créées.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Seed</source>
   <translation>Graine</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Any whole number: the same number gives the same territory.</source>
   <translation>Un nombre entier quelconque : le même nombre donne le même territoire.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Output folder</source>
   <translation>Répertoire de sortie</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>no inhabitants</source>
   <translation>sans habitant</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Fictional data, drawn from a seed: it says nothing of a real place.</source>
   <translation>Données fictives, tirées au sort à partir d’une graine : elles ne disent rien d’un lieu réel.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Seeded generator of Atlas PCAET.</source>
   <translation>Générateur à graine d’Atlas PCAET.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>INSEE code</source>
   <translation>Code INSEE</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>TMJA (veh/day)</source>
   <translation>TMJA (véh/j)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>PL (%)</source>
   <translation>PL (%)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Official length (m)</source>
   <translation>Longueur officielle (m)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Dwellings</source>
   <translation>Logements</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Floors</source>
   <translation>Niveaux</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Height (m)</source>
   <translation>Hauteur (m)</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Cell</source>
   <translation>Carreau</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Code field</source>
   <translation>Champ du code</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>INSEE code of each commune.</source>
   <translation>Code INSEE de chaque commune.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Name of each commune.</source>
   <translation>Nom de chaque commune.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Population of each commune: how many buildings are drawn.</source>
   <translation>Population de chaque commune : elle fixe le nombre de bâtiments générés.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>With communes, choose the fields of the code, the name and the inhabitants.</source>
   <translation>Avec des communes, choisissez les champs du code, du nom et du nombre d’habitants.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>The layer “{layer}” has fewer than three communes with inhabitants: give at least three, or none.</source>
   <translation>La couche « {layer} » a moins de trois communes habitées : fournissez-en au moins trois, ou aucune.</translation>
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>The file {} is written there.</source>
   <translation>Le fichier {} y est écrit.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zones from a list of codes</source>
   <translation>Zones à partir d’une liste de codes</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Makes a zone from a list of INSEE codes of communes (or SIREN codes of EPCI) and a layer that carries these codes. It is how the perimeter of a PPA is made: it exists only as a list of communes.

Codes that the layer does not have, codes written twice and former communes are listed, never dropped in silence: a perimeter with unknown codes is smaller than the official one.</source>
   <translation>Crée une zone à partir d’une liste de codes INSEE de communes (ou de codes SIREN d’EPCI) et d’une couche qui porte ces codes. C’est ainsi que se construit le périmètre d’un PPA, qui n’existe que comme liste de communes.

Les codes absents de la couche, les codes en double et les anciennes communes sont listés, jamais écartés en silence : un périmètre avec des codes inconnus est plus petit que le périmètre officiel.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Union of the communes whose code is in the list.</source>
   <translation>Union des communes dont le code figure dans la liste.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>perimeter</source>
   <translation>périmètre</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>communes</source>
   <translation>communes</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes</source>
   <translation>Codes</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE or SIREN codes, separated by anything. A text pasted from a decree works: names are ignored.</source>
   <translation>Codes INSEE ou SIREN, quel que soit le séparateur. Un texte collé depuis un arrêté convient : les noms sont ignorés.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>…or a file of codes</source>
   <translation>…ou un fichier de codes</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>CSV with a column “code” (or insee, siren…). A column “name” makes several zones; columns status, approved_on, pollutants and source fill the zone's fields.</source>
   <translation>CSV avec une colonne « code » (ou insee, siren…). Une colonne « name » crée plusieurs zones ; les colonnes status, approved_on, pollutants et source remplissent les champs de la zone.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Communes or EPCI</source>
   <translation>Communes ou EPCI</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Polygons that carry the codes, for example ADMIN EXPRESS.</source>
   <translation>Polygones portant les codes, par exemple ADMIN EXPRESS.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>The field with the same kind of code as the list.</source>
   <translation>Le champ qui contient le même type de code que la liste.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Name of the zone</source>
   <translation>Nom de la zone</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Written in the field “name”; a “name” column of the file wins over it.</source>
   <translation>Inscrit dans le champ « name » ; une colonne « name » du fichier est prioritaire.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>PPA, ZFE, QPV, OPAH or other.</source>
   <translation>PPA, ZFE, QPV, OPAH ou autre (other).</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE file of commune movements</source>
   <translation>Fichier INSEE des mouvements de communes</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE's file with the columns COM_AV and COM_AP: codes of merged communes then lead to the new commune.</source>
   <translation>Fichier de l’INSEE avec les colonnes COM_AV et COM_AP : les codes des communes fusionnées renvoient alors à la commune nouvelle.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>One feature per zone.</source>
   <translation>Une entité par zone.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Approved on</source>
   <translation>Approuvé le</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Pollutants</source>
   <translation>Polluants</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>For example: approuvé, en révision.</source>
   <translation>Par exemple : approuvé, en révision.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Date of approval, as YYYY-MM-DD.</source>
   <translation>Date d’approbation, au format AAAA-MM-JJ.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Pollutants concerned, for example NO2, PM10.</source>
   <translation>Polluants concernés, par exemple NO2, PM10.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Text that gives the list: decree, date.</source>
   <translation>Texte qui fixe la liste : arrêté, date.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Unknown codes</source>
   <translation>Codes inconnus</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes of merged communes</source>
   <translation>Codes de communes fusionnées</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes written twice</source>
   <translation>Codes en double</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Give either codes as text or a file of codes.</source>
   <translation>Fournissez soit des codes en texte, soit un fichier de codes.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>The list holds no INSEE or SIREN code: codes have 5 characters (59350, 2A004) or 9 digits.</source>
   <translation>La liste ne contient aucun code INSEE ni SIREN : vérifiez que les codes ont 5 caractères (59350, 2A004) ou 9 chiffres.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source> A merged commune may be among them: give INSEE's file of commune movements.</source>
   <translation> Une commune fusionnée en fait peut-être partie : fournissez le fichier INSEE des mouvements de communes.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: {found} communes found of {total} codes.</source>
   <translation>Zone « {zone} » : {found} commune(s) trouvée(s) pour {total} code(s).</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>No code of the zone “{zone}” is in the field “{field}” of the layer “{layer}” (first code: {code}). Choose the field that holds this kind of code.</source>
   <translation>Aucun code de la zone « {zone} » n’est dans le champ « {field} » de la couche « {layer} » (premier code : {code}). Choisissez le champ qui contient ce type de code.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes not found in the layer: {}.</source>
   <translation>Codes introuvables dans la couche : {}.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: codes written more than once: {codes}.</source>
   <translation>Zone « {zone} » : codes en double : {codes}.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: merged communes replaced by the new one: {codes}.</source>
   <translation>Zone « {zone} » : communes fusionnées remplacées par la commune nouvelle : {codes}.</translation>
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: codes not found in the layer: {codes}.</source>
   <translation>Zone « {zone} » : codes introuvables dans la couche : {codes}.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>“{file}” is open elsewhere, and so are its numbered copies. Close it, then run again.</source>
   <translation>« {file} » est ouvert ailleurs, ainsi que ses copies numérotées. Fermez-le, puis relancez.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>The output “{output}” is not a file. Choose a file name, for example result.gpkg.</source>
   <translation>La sortie « {output} » n’est pas un fichier. Choisissez un nom de fichier, par exemple result.gpkg.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>QGIS cannot write the format of “{file}”. Use the extension .gpkg.</source>
   <translation>QGIS ne peut pas écrire le format de « {file} ». Utilisez l’extension de fichier .gpkg.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>“{file}” is an action plan: results never go into it. Choose another file.</source>
   <translation>« {file} » est un plan d’actions : les résultats n’y vont jamais. Choisissez un autre fichier.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <location filename="../records/plan_file.py" />
   <source>Nothing can be written in the folder “{folder}” ({reason}). Choose another folder.</source>
   <translation>Impossible d’écrire dans le dossier « {folder} » ({reason}). Choisissez un autre dossier.</translation>
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>The table “{table}” could not be written into “{file}”: {reason}. Close the other programs that use the file, then run again.</source>
   <translation>La table « {table} » n’a pas pu être écrite dans « {file} » : {reason}. Fermez les autres programmes qui utilisent le fichier, puis relancez.</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>1 action</source>
   <translation>1 action</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>no action</source>
   <translation>aucune action</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>1 place</source>
   <translation>1 lieu</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>no place</source>
   <translation>sans lieu</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>{} actions</source>
   <translation>{} actions</translation>
  </message>
  <message>
   <location filename="../ui/amounts.py" />
   <source>{} places</source>
   <translation>{} lieux</translation>
  </message>
  <message>
   <location filename="../ui/desktop.py" />
   <source>Action docks</source>
   <translation>Panneaux des actions</translation>
  </message>
  <message>
   <location filename="../ui/desktop.py" />
   <source>Documentation</source>
   <translation>Documentation</translation>
  </message>
  <message>
   <location filename="../ui/desktop.py" />
   <location filename="../ui/docks/actions.py" />
   <source>Open a plan</source>
   <translation>Ouvrir un plan</translation>
  </message>
  <message>
   <location filename="../ui/desktop.py" />
   <source>Action plans (*.gpkg)</source>
   <translation>Plans d’actions (*.gpkg)</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <location filename="../cartography/atlas_document.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Actions</source>
   <translation>Actions</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>No plan is open</source>
   <translation>Aucun plan ouvert</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Open an action plan, or make one: it is a GeoPackage like any other.</source>
   <translation>Ouvrez un plan d’actions, ou créez-en un : c’est un GeoPackage comme un autre.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>No action matches</source>
   <translation>Aucune action ne correspond</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Other words, or fewer conditions, may find it.</source>
   <translation>D’autres mots, ou moins de conditions, la trouveront peut-être.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>The plan has no action yet</source>
   <translation>Le plan n’a pas encore d’action</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Add the first one, then attach it to places on the map.</source>
   <translation>Ajoutez la première, puis rattachez-la à des lieux de la carte.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Actions of the plan</source>
   <translation>Actions du plan</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Search a number, a title, a pilot</source>
   <translation>Chercher un numéro, un titre, un pilote</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Search actions</source>
   <translation>Chercher des actions</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Overdue actions only</source>
   <translation>Seulement les actions échues</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Actions without a place only</source>
   <translation>Seulement les actions sans lieu</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Actions in the visible map only</source>
   <translation>Seulement les actions dans la carte visible</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Show all the actions again</source>
   <translation>Montrer de nouveau toutes les actions</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Open a plan, or one opened lately</source>
   <translation>Ouvrir un plan, ou l’un des derniers ouverts</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>New action…</source>
   <translation>Nouvelle action…</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Add an action under the chosen one</source>
   <translation>Ajouter une action sous l’élément choisi</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Delete</source>
   <translation>Supprimer</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Put the action aside; it can be brought back</source>
   <translation>Mettre l’action de côté ; on peut la rétablir</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <location filename="../ui/docks/places.py" />
   <source>Attach the selection</source>
   <translation>Rattacher la sélection</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Attach the selected features of the active layer to the action (Ctrl+L)</source>
   <translation>Rattacher à l’action les entités sélectionnées de la couche active (Ctrl+L)</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Zoom</source>
   <translation>Zoomer</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Zoom to the places of the action</source>
   <translation>Zoomer sur les lieux de l’action</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Flash</source>
   <translation>Faire clignoter</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Flash the places of the action</source>
   <translation>Faire clignoter les lieux de l’action</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Which actions here?</source>
   <translation>Quelles actions ici ?</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Click on the map: the actions of what is there</source>
   <translation>Cliquez sur la carte : les actions de ce qui s’y trouve</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Undo</source>
   <translation>Annuler</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Redo</source>
   <translation>Rétablir</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Refresh</source>
   <translation>Actualiser</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Read the plan again (F5)</source>
   <translation>Relire le plan (F5)</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Open…</source>
   <translation>Ouvrir…</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Create…</source>
   <translation>Créer…</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>All statuses</source>
   <translation>Tous les statuts</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <location filename="../ui/docks/sheet.py" />
   <location filename="../ui/models/tree.py" />
   <location filename="../ui/new_action.py" />
   <location filename="../cartography/plan_forms.py" />
   <source>(not filled in)</source>
   <translation>(non renseigné)</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Choose an action first.</source>
   <translation>Choisissez d’abord une action.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Select features of a layer on the map first, with that layer active.</source>
   <translation>Sélectionnez d’abord des entités sur la carte, leur couche étant active.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Attached: {}</source>
   <translation>Rattachement : {}</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>The action has no place yet: select features and attach them.</source>
   <translation>L’action n’a pas encore de lieu : sélectionnez des entités et rattachez-les.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <location filename="../ui/docks/sheet.py" />
   <source>Status of {}: {}</source>
   <translation>Statut de {} : {}</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Saved.</source>
   <translation>Enregistré.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Clear the filters</source>
   <translation>Effacer les filtres</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>{} of {}</source>
   <translation>{} sur {}</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>; attached already: {}</source>
   <translation> ; déjà rattachés : {}</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>{} was put aside. Undo brings it back.</source>
   <translation>« {} » est mise de côté. « Annuler » la rétablit.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>{}. Without a key field they are known by id and geometry: choose a key when there is one.</source>
   <translation>{}. Sans champ clé, ils ne sont connus que par leur identifiant interne et leur géométrie : choisissez une clé quand il y en a une.</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Keep my change</source>
   <translation>Garder ma modification</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Try again</source>
   <translation>Réessayer</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>{} overdue</source>
   <translation>échues : {}</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Take theirs</source>
   <translation>Prendre la sienne</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Write mine</source>
   <translation>Écrire la mienne</translation>
  </message>
  <message>
   <location filename="../ui/docks/actions.py" />
   <source>Cancel my change</source>
   <translation>Annuler ma modification</translation>
  </message>
  <message>
   <location filename="../ui/docks/notice.py" />
   <source>Close</source>
   <translation>Fermer</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>up to date</source>
   <translation>à jour</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>moved</source>
   <translation>déplacé</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>changed</source>
   <translation>modifié</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>lost</source>
   <translation>perdu</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>ambiguous</source>
   <translation>ambigu</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Places of the action</source>
   <translation>Lieux de l’action</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Zoom to the chosen places</source>
   <translation>Zoomer sur les lieux choisis</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Flash the chosen places</source>
   <translation>Faire clignoter les lieux choisis</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Detach the chosen places</source>
   <translation>Détacher les lieux choisis</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>A stable identifier, by which the place is found again after the layer is updated.</source>
   <translation>Un identifiant stable, par lequel le lieu est retrouvé quand la couche est mise à jour.</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>What the place is to the action.</source>
   <translation>Ce que le lieu est pour l’action.</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Key</source>
   <translation>Clé</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>State of the link</source>
   <translation>État du lien</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Choose an action to see its places.</source>
   <translation>Choisissez une action pour voir ses lieux.</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>Places ({})</source>
   <translation>Lieux ({})</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>No place yet: select features on the map, then attach them.</source>
   <translation>Pas encore de lieu : sélectionnez des entités sur la carte, puis rattachez-les.</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>(no key)</source>
   <translation>(sans clé)</translation>
  </message>
  <message>
   <location filename="../ui/docks/places.py" />
   <source>The first {} of {} places.</source>
   <translation>Les {} premiers lieux sur {}.</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Action sheet</source>
   <translation>Fiche action</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Choose an action in the list to read its sheet.</source>
   <translation>Choisissez une action dans la liste pour lire sa fiche.</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Change the status</source>
   <translation>Changer le statut</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Edit the sheet</source>
   <translation>Modifier la fiche</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Save the sheet (Ctrl+S)</source>
   <translation>Enregistrer la fiche (Ctrl+S)</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Cancel the changes</source>
   <translation>Annuler les modifications</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <location filename="../ui/models/delegate.py" />
   <source>overdue</source>
   <translation>échue</translation>
  </message>
  <message>
   <location filename="../ui/docks/sheet.py" />
   <source>Edit the sheet of “{}”</source>
   <translation>Modifier la fiche de « {} »</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Add the action {}</source>
   <translation>Ajouter l’action {}</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Delete the action {}</source>
   <translation>Supprimer l’action {}</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Attach {} to the action {}</source>
   <translation>Rattacher {} à l’action {}</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Detach {} of the action {}</source>
   <translation>Détacher {} de l’action {}</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Python and QGIS have different SQLite libraries here: what was deleted stays in the file, set aside.</source>
   <translation>Python et QGIS n’ont pas ici la même bibliothèque SQLite : ce qui a été supprimé reste dans le fichier, de côté.</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>This action is no longer in the plan: refresh.</source>
   <translation>Cette action n’est plus dans le plan : actualisez.</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Open a plan first.</source>
   <translation>Ouvrez d’abord un plan.</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Save or cancel the edits of the layer “{}” first.</source>
   <translation>Enregistrez ou annulez d’abord les modifications de la couche « {} ».</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>The layer “{}” has no geometry.</source>
   <translation>La couche « {} » n’a pas de géométrie.</translation>
  </message>
  <message>
   <location filename="../ui/gestures.py" />
   <source>Undo: {}</source>
   <translation>Annuler : {}</translation>
  </message>
  <message>
   <location filename="../ui/locator.py" />
   <source>Actions of the climate plan</source>
   <translation>Actions du plan climat</translation>
  </message>
  <message>
   <location filename="../ui/models/tree.py" />
   <source>no pilot</source>
   <translation>sans pilote</translation>
  </message>
  <message>
   <location filename="../ui/new_action.py" />
   <source>Under</source>
   <translation>Sous</translation>
  </message>
  <message>
   <location filename="../ui/new_action.py" />
   <source>As printed in the plan: 44, 2.1.3… It may stay empty.</source>
   <translation>Tel qu’imprimé dans le plan : 44, 2.1.3… Il peut rester vide.</translation>
  </message>
  <message>
   <location filename="../ui/new_action.py" />
   <source>New sub-action</source>
   <translation>Nouvelle sous-action</translation>
  </message>
  <message>
   <location filename="../ui/new_action.py" />
   <source>New action</source>
   <translation>Nouvelle action</translation>
  </message>
  <message>
   <location filename="../ui/new_action.py" />
   <source>An action needs a title.</source>
   <translation>Il faut un titre à l’action.</translation>
  </message>
  <message>
   <location filename="../ui/plan_docks.py" />
   <source>Actions of the climate plan here</source>
   <translation>Actions du PCAET ici</translation>
  </message>
  <message>
   <location filename="../ui/plan_docks.py" />
   <source>No action of the plan has a place here.</source>
   <translation>Aucune action du plan n’a de lieu ici.</translation>
  </message>
  <message>
   <location filename="../ui/plan_docks.py" />
   <source>Here: {}. Show all.</source>
   <translation>Ici : {}. Tout montrer.</translation>
  </message>
  <message>
   <location filename="../ui/session.py" />
   <source>The plan is being written elsewhere. Your change is kept: try again in a moment.</source>
   <translation>Le plan est en cours d’écriture ailleurs. Votre modification est gardée : réessayez dans un instant.</translation>
  </message>
  <message>
   <location filename="../ui/session.py" />
   <source>QGIS refused the change.</source>
   <translation>QGIS a refusé la modification.</translation>
  </message>
  <message>
   <location filename="../ui/session.py" />
   <source>“{}” is read-only: copy it to a folder where you may write.</source>
   <translation>« {} » est en lecture seule : copiez-le dans un dossier où vous pouvez écrire.</translation>
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Name or initials</source>
   <translation>Nom ou initiales</translation>
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Empty: this machine. For example tcp://calcul:8786</source>
   <translation>Vide : cette machine. Par exemple tcp://calcul:8786</translation>
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Author written in the plan's journal</source>
   <translation>Auteur inscrit dans le journal du plan d’actions</translation>
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Computation CRS when layers are in degrees</source>
   <translation>SCR de calcul quand les couches sont en degrés</translation>
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Dask scheduler for large rasters</source>
   <translation>Ordonnanceur Dask pour les grands rasters</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>Pages</source>
   <translation>Pages</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>Figure</source>
   <translation>Indicateur</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>“{}” is not a layout template of QGIS (.qpt).</source>
   <translation>« {} » n’est pas un modèle de mise en page de QGIS (.qpt).</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>The PDF could not be written: {}.</source>
   <translation>Le PDF n’a pas pu être écrit : {}.</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>unknown reason</source>
   <translation>raison inconnue</translation>
  </message>
  <message>
   <location filename="../cartography/atlas_document.py" />
   <source>The template “{}” cannot be read.</source>
   <translation>Le modèle « {} » est illisible.</translation>
  </message>
  <message>
   <location filename="../cartography/plan_forms.py" />
   <source>Sheet</source>
   <translation>Fiche</translation>
  </message>
  <message>
   <location filename="../cartography/plan_forms.py" />
   <source>Texts</source>
   <translation>Textes</translation>
  </message>
  <message>
   <location filename="../cartography/plan_forms.py" />
   <location filename="../cartography/plan_layers.py" />
   <source>Sub-actions</source>
   <translation>Sous-actions</translation>
  </message>
  <message>
   <location filename="../cartography/plan_forms.py" />
   <source>Between 1 and 300 characters</source>
   <translation>Entre 1 et 300 caractères</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Plan</source>
   <translation>Plan</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Territories</source>
   <translation>Territoires</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Axes</source>
   <translation>Axes</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Indicators</source>
   <translation>Indicateurs</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Values of indicators</source>
   <translation>Valeurs des indicateurs</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Places (points)</source>
   <translation>Lieux (points)</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Places (lines)</source>
   <translation>Lieux (lignes)</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Places (areas)</source>
   <translation>Lieux (surfaces)</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Lists of values</source>
   <translation>Listes de valeurs</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Journal</source>
   <translation>Journal</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Part of</source>
   <translation>Fait partie de</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Stakes and context</source>
   <translation>Enjeux et contexte</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Objectives</source>
   <translation>Objectifs</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Expected results</source>
   <translation>Résultats attendus</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Status as written</source>
   <translation>Statut d’origine</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Priority</source>
   <translation>Priorité</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Progress (%)</source>
   <translation>Avancement (%)</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Calendar as written</source>
   <translation>Calendrier d’origine</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Budget as written</source>
   <translation>Budget d’origine</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Provenance</source>
   <translation>Provenance</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Method</source>
   <translation>Méthode</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Good direction</source>
   <translation>Sens souhaité</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Address of the layer</source>
   <translation>Adresse de la couche</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Copied on</source>
   <translation>Copié le</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Label</source>
   <translation>Libellé</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Year of the population</source>
   <translation>Année de la population</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Vintage</source>
   <translation>Millésime</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>SIREN of the holder</source>
   <translation>SIREN du porteur</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>First year</source>
   <translation>Première année</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Last year</source>
   <translation>Dernière année</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>When</source>
   <translation>Quand</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Author</source>
   <translation>Auteur</translation>
  </message>
  <message>
   <location filename="../cartography/plan_layers.py" />
   <source>Operation</source>
   <translation>Opération</translation>
  </message>
  <message>
   <location filename="../cartography/printed_numbers.py" />
   <source>fewer than 11</source>
   <translation>moins de 11</translation>
  </message>
  <message>
   <location filename="../cartography/printed_numbers.py" />
   <source>about {value}, between {low} and {high}</source>
   <translation>environ {value}, entre {low} et {high}</translation>
  </message>
  <message>
   <location filename="../cartography/printed_numbers.py" />
   <source>about {}</source>
   <translation>environ {}</translation>
  </message>
  <message>
   <location filename="../cartography/printed_numbers.py" />
   <source>at most {}</source>
   <translation>au plus {}</translation>
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” lacks the column {columns}. Its columns are: {expected}.</source>
   <translation>Il manque à la table des bandes « {file} » la colonne {columns}. Ses colonnes doivent être : {expected}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” has no line.</source>
   <translation>La table des bandes « {file} » n’a aucune ligne.</translation>
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>In the band table “{file}”, line {line} cannot be used: a width above 0 m and two traffic bounds, the second larger, are needed.</source>
   <translation>Dans la table des bandes « {file} », la ligne {line} est inutilisable : il faut une largeur supérieure à 0 m et deux bornes de trafic, la seconde plus grande.</translation>
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” cannot be read: {reason}.</source>
   <translation>La table des bandes « {file} » est illisible : {reason}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>In the band table “{file}”, the traffic classes of lines {first} and {second} overlap. Make one end where the other begins.</source>
   <translation>Dans la table des bandes « {file} », les classes de trafic des lignes {first} et {second} se chevauchent. Faites finir l’une où l’autre commence.</translation>
  </message>
  <message>
   <location filename="../analysis/air/calibration.py" />
   <source>{count} measurements can be compared: at least {least} are needed.</source>
   <translation>{count} mesures peuvent être comparées : il en faut au moins {least}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/calibration.py" />
   <source>The model has the same value at every measurement: nothing can be fitted.</source>
   <translation>Le modèle a la même valeur à toutes les mesures : rien ne peut être ajusté.</translation>
  </message>
  <message>
   <location filename="../analysis/air/captive_fleet.py" />
   <source>In the fleet “{file}”, line {line}: “{value}” is neither yes nor no.</source>
   <translation>Dans la flotte « {file} », ligne {line} : « {value} » n’est ni oui ni non.</translation>
  </message>
  <message>
   <location filename="../analysis/air/captive_fleet.py" />
   <location filename="../analysis/air/fleet.py" />
   <source>In the fleet “{file}”, line {line}: the emission table does not know {category} {fuel} {segment} {euro} {technology}.</source>
   <translation>Dans le parc « {file} », ligne {line} : la table d’émission ne connaît pas {category} {fuel} {segment} {euro} {technology}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/captive_fleet.py" />
   <source>In the fleet “{file}”, line {line}: a number of vehicles and of kilometres a year are needed.</source>
   <translation>Dans la flotte « {file} », ligne {line} : il faut un nombre de véhicules et de kilomètres par an.</translation>
  </message>
  <message>
   <location filename="../analysis/air/critair_fleet.py" />
   <source>The table “{file}”, line {line}: a class the emission table knows, a share and a source are needed.</source>
   <translation>Table « {file} », ligne {line} : il faut une classe que la table d’émission connaît, une part et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/air/critair_fleet.py" />
   <source>The table “{file}”: the shares of {key} do not sum to 1.</source>
   <translation>Table « {file} » : les parts de {key} ne font pas 1.</translation>
  </message>
  <message>
   <location filename="../analysis/air/critair_fleet.py" />
   <source>In “{file}”, line {line}: “{value}” is not a number of vehicles.</source>
   <translation>Dans « {file} », ligne {line} : « {value} » n’est pas un nombre de véhicules.</translation>
  </message>
  <message>
   <location filename="../analysis/air/critair_fleet.py" />
   <source>“{file}” has no {group} vehicle that the table of stickers knows. Complete it.</source>
   <translation>« {file} » n’a aucun véhicule « {group} » que la table des vignettes connaisse. Complétez-le.</translation>
  </message>
  <message>
   <location filename="../analysis/air/emission_factors.py" />
   <source>The emission table has no {pollutant} for {category} {fuel} {segment} {euro} {technology}.</source>
   <translation>La table d’émission n’a pas de {pollutant} pour {category} {fuel} {segment} {euro} {technology}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/exposure.py" />
   <source>The table of limits “{file}”, line {line}: a limit above 0 and its source are needed.</source>
   <translation>Table des limites « {file} », ligne {line} : il faut une limite au-dessus de 0 et sa source.</translation>
  </message>
  <message>
   <location filename="../analysis/air/fleet.py" />
   <source>The fleet “{file}” has no year {year}. It has: {years}.</source>
   <translation>Le parc « {file} » n’a pas l’année {year}. Il a : {years}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/fleet.py" />
   <source>In the fleet “{file}”, line {line}: “{value}” is not a category. Use PC, LCV, TRUCKS or BUS.</source>
   <translation>Dans le parc « {file} », ligne {line} : « {value} » n’est pas une catégorie. Prenez PC, LCV, TRUCKS ou BUS.</translation>
  </message>
  <message>
   <location filename="../analysis/air/fleet.py" />
   <source>In the fleet “{file}”, line {line}: the share “{value}” is not between 0 and 1.</source>
   <translation>Dans le parc « {file} », ligne {line} : la part « {value} » n’est pas entre 0 et 1.</translation>
  </message>
  <message>
   <location filename="../analysis/air/fleet.py" />
   <source>In the fleet “{file}”, the shares of {group} vehicles in {year} sum to {total}, not to 1. Mend them.</source>
   <translation>Dans le parc « {file} », les parts des véhicules {group} en {year} font {total}, pas 1. Corrigez-les.</translation>
  </message>
  <message>
   <location filename="../analysis/air/traffic_counts.py" />
   <source>No column holds the traffic. Say which in MAPPING, for example: aadt=TMJA.</source>
   <translation>Aucune colonne ne porte le trafic. Dites laquelle dans MAPPING, par exemple : aadt=TMJA.</translation>
  </message>
  <message>
   <location filename="../analysis/air/traffic_counts.py" />
   <source>MAPPING: “{key}” is not known. Use {known}.</source>
   <translation>MAPPING : « {key} » n’est pas connu. Prenez {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/traffic_counts.py" />
   <source>MAPPING: there is no column “{column}” for {key}. The layer has: {known}.</source>
   <translation>MAPPING : il n’y a pas de colonne « {column} » pour {key}. La couche a : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/traffic_counts.py" />
   <source>The table “{file}”, line {line}: a flow, a share, a speed and a source are needed.</source>
   <translation>Table « {file} », ligne {line} : il faut un débit, une part, une vitesse et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>The EPW file “{file}” has no hour.</source>
   <translation>Le fichier EPW « {file} » n’a aucune heure.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>The weather file “{file}” is empty.</source>
   <translation>Le fichier météo « {file} » est vide.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>The weather file “{file}” has no hour with a date and a wind speed.</source>
   <translation>Le fichier météo « {file} » n’a aucune heure avec une date et une vitesse de vent.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <location filename="../analysis/air/wind_rose.py" />
   <source>In the weather file “{file}” the wind reaches {speed} m/s: it is in another unit. Choose km/h or knots.</source>
   <translation>Dans le fichier météo « {file} », le vent atteint {speed} m/s : il est dans une autre unité. Choisissez km/h ou nœuds.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>The weather file “{file}” cannot be read: {reason}.</source>
   <translation>Le fichier météo « {file} » ne peut pas être lu : {reason}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>“{file}” is neither hourly weather nor a wind rose: no column “{example}”. Weather needs a date, ff (m/s) and dd (degrees). It has: {known}.</source>
   <translation>« {file} » n’est ni une météo horaire ni une rose des vents : pas de colonne « {example} ». Une météo demande une date, ff (m/s) et dd (degrés). Il a : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>Wind speeds in {unit} were turned into m/s.</source>
   <translation>Les vitesses de vent en {unit} ont été converties en m/s.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>{count} hours of {total} without wind or date were left out.</source>
   <translation>{count} heures sur {total} sans vent ou sans date ont été écartées.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>{count} hours written twice were taken once.</source>
   <translation>{count} heures écrites deux fois ont été prises une fois.</translation>
  </message>
  <message>
   <location filename="../analysis/air/weather.py" />
   <source>{count} hours of calm or variable wind have no direction: they are spread over all.</source>
   <translation>{count} heures de vent calme ou variable n’ont pas de direction : elles sont réparties sur toutes.</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_kernel.py" />
   <source>“{file}” is not a wind kernel: make one with “Wind kernel”.</source>
   <translation>« {file} » n’est pas un noyau de vent : faites-en un avec « Noyau de vent ».</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_rose.py" />
   <source>The wind rose “{file}” has no frequency above 0.</source>
   <translation>La rose des vents « {file} » n’a aucune fréquence supérieure à 0.</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_rose.py" />
   <source>The wind rose “{file}” has no column for the speed. Name one “vitesse”, in m/s.</source>
   <translation>La rose des vents « {file} » n’a pas de colonne pour la vitesse. Nommez-en une « vitesse », en m/s.</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_rose.py" />
   <source>The wind rose “{file}”, line {line}: “{value}” is not a number of 0 or more.</source>
   <translation>La rose des vents « {file} », ligne {line} : « {value} » n’est pas un nombre positif ou nul.</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_rose.py" />
   <source>The wind rose “{file}”, line {line}: “{value}” is not a direction. Write 0 to 360, or N, NE…</source>
   <translation>La rose des vents « {file} », ligne {line} : « {value} » n’est pas une direction. Écrivez 0 à 360, ou N, NE…</translation>
  </message>
  <message>
   <location filename="../analysis/air/wind_rose.py" />
   <source>The wind rose “{file}”, line {line}: “{value}” is not a class of stability. Write A to F.</source>
   <translation>La rose des vents « {file} », ligne {line} : « {value} » n’est pas une classe de stabilité. Écrivez A à F.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>{insee} is the postal code written in the address; the place stands in {commune}.</source>
   <translation>{insee} est le code postal écrit dans l’adresse ; le lieu est dans la commune {commune}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>No commune of the layer has the code {insee}; the place stands in {commune}.</source>
   <translation>Aucune commune de la couche n’a le code {insee} ; le lieu est dans la commune {commune}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place stands in {commune}, {distance} away from {insee}.</source>
   <translation>Le lieu est dans la commune {commune}, à {distance} de {insee}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place stands in no commune of the layer; the nearest, {nearest}, is {distance} away.</source>
   <translation>Le lieu n’est dans aucune commune de la couche ; la plus proche, {nearest}, est à {distance}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place is {metres} m from {kept}, which is kept.</source>
   <translation>Le lieu est à {metres} m de {kept}, qui est gardé.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place has the same coordinates as {kept} under another name: one of the two positions may be wrong.</source>
   <translation>Le lieu a les mêmes coordonnées que {kept} sous un autre nom : l’une des deux positions est peut-être fausse.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>Longitude and latitude are swapped; the place is drawn at {proposal}.</source>
   <translation>Longitude et latitude sont inversées ; le lieu est dessiné à {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The coordinates are in Lambert-93; the place is drawn at {proposal}.</source>
   <translation>Les coordonnées sont en Lambert-93 ; le lieu est dessiné à {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The coordinates are in Lambert-93, north before east; the place is drawn at {proposal}.</source>
   <translation>Les coordonnées sont en Lambert-93, nord avant est ; le lieu est dessiné à {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>There is no position in France in these coordinates: the place is left out.</source>
   <translation>Ces coordonnées ne donnent aucune position en France : le lieu est écarté.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>No value of the code field of the communes is an INSEE code (first value: {value}). Choose the field that holds it.</source>
   <translation>Aucune valeur du champ du code des communes n’est un code INSEE (première valeur : {value}). Choisissez le champ qui le contient.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The date {day} is after {today}.</source>
   <translation>La date {day} est postérieure au {today}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place is closed.</source>
   <translation>Le lieu est fermé.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The number of parking places is not known: it is missing, 0 or not a number.</source>
   <translation>Le nombre de places de stationnement n’est pas connu : il est absent, vaut 0 ou n’est pas un nombre.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>Accents were lost in “{value}”: it was once read in the wrong encoding.</source>
   <translation>Des accents ont été perdus dans « {value} » : ce texte a été lu un jour dans le mauvais encodage.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The coordinates have fewer than {count} decimals: the place is known to some ten metres or more.</source>
   <translation>Les coordonnées ont moins de {count} décimales : le lieu est connu à une dizaine de mètres près, ou moins bien.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_checks.py" />
   <source>The place was last updated on {day}, more than {years} years ago.</source>
   <translation>La dernière mise à jour du lieu est du {day}, il y a plus de {years} ans.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>The line has {found} cells, the first line {expected}: its values may stand in the wrong column.</source>
   <translation>La ligne a {found} cellules, la première {expected} : ses valeurs sont peut-être dans la mauvaise colonne.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>“{file}” is not a CSV file. Save the table as CSV (UTF-8, comma), then run again.</source>
   <translation>« {file} » n’est pas un fichier CSV. Enregistrez la table en CSV (UTF-8, virgule), puis relancez.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>“{file}” is not a list of carpool places: it lacks the column {columns}. It has: {known}. Say the names in MAPPING, for example Xlong=lon; Ylat=lat.</source>
   <translation>« {file} » n’est pas une liste de lieux de covoiturage : il lui manque la colonne {columns}. Il a : {known}. Donnez les noms dans MAPPING, par exemple Xlong=lon; Ylat=lat.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>“{file}” has no carpool place: only a first line with names.</source>
   <translation>« {file} » n’a aucun lieu de covoiturage : seulement une première ligne de noms.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>The column “{value}” is read as {column}: the schema writes it so.</source>
   <translation>La colonne « {value} » est lue comme {column} : c’est ainsi que le schéma l’écrit.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>The schema has no column “{value}”: it is not read.</source>
   <translation>Le schéma n’a pas de colonne « {value} » : elle n’est pas lue.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>MAPPING: “{part}” is not understood. Write nom_lieu=…, with one of: {known}.</source>
   <translation>MAPPING : « {part} » n’est pas compris. Écrivez nom_lieu=…, avec l’un de ces noms : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>MAPPING: “{source}” has no column “{column}” for {key}. It has: {known}.</source>
   <translation>MAPPING : « {source} » n’a pas de colonne « {column} » pour {key}. Colonnes présentes : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” cannot be read: {reason}.</source>
   <translation>Le fichier « {file} » est illisible : {reason}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_file.py" />
   <source>“{file}”, line {line}: the line cannot be read ({reason}). A quote is open, or not doubled inside a text.</source>
   <translation>« {file} », ligne {line} : la ligne ne peut pas être lue ({reason}). Un guillemet est resté ouvert, ou n’est pas doublé dans un texte.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/area_review.py" />
   <source>None of the {count} places of {files} has a position in France. Are Xlong and Ylat in degrees (WGS 84)?</source>
   <translation>Aucun des {count} lieux de {files} n’a de position en France. Xlong et Ylat sont-ils en degrés (WGS 84) ?</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/demand.py" />
   <source>The table “{file}”, line {line}: km_min below km_max, not before the line above, a share from 0 to 100 % and a source are needed.</source>
   <translation>La table « {file} », ligne {line} : il faut km_min plus petit que km_max et pas avant la fin de la ligne précédente, une part de 0 à 100 % et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>MAPPING: “{source}” has no column {columns}. It has: {known}.</source>
   <translation>MAPPING : « {source} » n’a pas de colonne {columns}. Colonnes présentes : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>“{source}” is not INSEE's file of flows from home to work (MOBPRO): it lacks the column {columns}. It has: {known}. Say the columns of another table in MAPPING, for example origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P.</source>
   <translation>« {source} » n’est pas le fichier INSEE des flux domicile-travail (MOBPRO) : il lui manque la colonne {columns}. Il a : {known}. Donnez les colonnes d’une autre table dans MAPPING, par exemple origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>“{file}” cannot be read: {reason}. Take the file again from where it comes.</source>
   <translation>« {file} » ne peut pas être lu : {reason}. Reprenez le fichier à sa source.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>MAPPING: “{part}” is not understood. Write origin=…; destination=…; flow=…, with one of: {known}.</source>
   <translation>MAPPING : « {part} » n’est pas compris. Écrivez origin=…; destination=…; flow=…, avec l’un de ces noms : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>“{file}” is not a CSV file. Unpack it, or save the table as CSV.</source>
   <translation>« {file} » n’est pas un fichier CSV. Décompressez-le, ou enregistrez la table en CSV.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/flow_file.py" />
   <source>The archive “{file}” holds no CSV file. Choose INSEE's archive of the detail file in CSV.</source>
   <translation>L’archive « {file} » ne contient aucun fichier CSV. Choisissez l’archive INSEE du fichier détail en CSV.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/impact.py" />
   <source>The fleet has no passenger car (category PC) in {year}. Choose another one.</source>
   <translation>Le parc n’a aucune voiture particulière (catégorie PC) en {year}. Choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/impact.py" />
   <source>A crew of more than 1, 0 to 366 days and a share of former drivers from 0 to 1 are needed.</source>
   <translation>Il faut un équipage de plus de 1, de 0 à 366 jours et une part d’anciens conducteurs de 0 à 1.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/impact.py" />
   <source>The table “{file}”, line {line}: “{mode}” is by “{unit}”; factors by veh.km are needed: one by passenger-kilometre is already divided by the people in the car. Give that of the car, or remove the line.</source>
   <translation>La table « {file} », ligne {line} : « {mode} » est en « {unit} » ; il faut des facteurs en veh.km : un facteur au passager-kilomètre est déjà divisé par les personnes dans la voiture. Donnez celui de la voiture, ou retirez la ligne.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/impact.py" />
   <source>The table “{file}”, line {line}: kg of CO2 for use and construction, 0 or more, and a source are needed.</source>
   <translation>La table « {file} », ligne {line} : il faut des kg de CO2 pour l’usage et la construction, positifs ou nuls, et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>The identifier “{value}” is written more than once.</source>
   <translation>L’identifiant « {value} » est écrit plus d’une fois.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not a whole number.</source>
   <translation>« {value} » n’est pas un nombre entier.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not a number with a decimal point.</source>
   <translation>« {value} » n’est pas un nombre avec un point décimal.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is neither true nor false.</source>
   <translation>« {value} » n’est ni true ni false.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not a date written YYYY-MM-DD.</source>
   <translation>« {value} » n’est pas une date au format AAAA-MM-JJ.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <source>“{value}” is no SIREN: its key is wrong.</source>
   <translation>« {value} » n’est pas un SIREN : sa clé est fausse.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_reading.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>The value is missing; the schema requires it.</source>
   <translation>La valeur est absente ; le schéma l’exige.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” has not the form {pattern}.</source>
   <translation>« {value} » n’a pas la forme {pattern}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not one of: {values}.</source>
   <translation>« {value} » n’est pas une de ces valeurs : {values}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <source>The file has no column “{column}”, which the schema requires.</source>
   <translation>Le fichier n’a pas de colonne « {column} », que le schéma exige.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <source>{value} is below {limit}.</source>
   <translation>{value} est en dessous de {limit}.</translation>
  </message>
  <message>
   <location filename="../analysis/carpool/national_schema.py" />
   <source>{value} is above {limit}.</source>
   <translation>{value} est au-dessus de {limit}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/bna_score.py" />
   <source>The table “{file}”, line {line}: “{value}” is not what stands there in the shipped table. Copy it and change its values.</source>
   <translation>Table « {file} », ligne {line} : « {value} » n’est pas ce qui figure là dans la table fournie. Copiez-la et changez ses valeurs.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/bna_score.py" />
   <source>The table “{file}” has no line “{rule}”. Copy the shipped table and change its values.</source>
   <translation>La table « {file} » n’a pas de ligne « {rule} ». Copiez la table fournie et changez ses valeurs.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/bna_stress.py" />
   <source>The table of stress “{file}” lacks the class “any”, for streets whose class it does not name.</source>
   <translation>Il manque à la table de stress « {file} » la classe « any », pour les rues dont elle ne nomme pas la classe.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/bna_stress.py" />
   <source>Table of stress “{file}”, line {line}: a facility among {known}, and a stress of 1 or 3, are needed.</source>
   <translation>Table de stress « {file} », ligne {line} : il faut un aménagement parmi {known}, et un stress de 1 ou 3.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>The same two-way greenway is written on both sides: statistics count it once.</source>
   <translation>La même voie verte à double sens est écrite des deux côtés : les statistiques la comptent une fois.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>“{value}” is on the traffic's own side: the line may be drawn against the traffic, or the side be wrong.</source>
   <translation>« {value} » est du côté du trafic lui-même : la ligne est peut-être tracée contre le trafic, ou le côté est faux.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>This side is in no commune of the layer.</source>
   <translation>Ce côté n’est dans aucune commune de la couche.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>“{value}” is written, but this side is in {code}.</source>
   <translation>« {value} » est écrit, mais ce côté est dans {code}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>Table of widths “{file}”, line {line}: write a facility of the schema and a width in metres.</source>
   <translation>Table des largeurs « {file} », ligne {line} : écrivez un aménagement du schéma et une largeur en mètres.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>{ame}: {value} m is narrower than the recommended {low} m ({source}).</source>
   <translation>{ame} : {value} m est plus étroit que les {low} m recommandés ({source}).</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_checks.py" />
   <source>{ame}: {value} m is wider than the {high} m described ({source}).</source>
   <translation>{ame} : {value} m est plus large que les {high} m décrits ({source}).</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” is read as {proposal}.</source>
   <translation>« {value} » est lu comme {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” is not a number: read as missing.</source>
   <translation>« {value} » n’est pas un nombre : lu comme absent.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” holds both sides: right {right}, left {left}.</source>
   <translation>« {value} » porte les deux côtés : droite {right}, gauche {left}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” was read in a wrong encoding: read as {proposal}.</source>
   <translation>« {value} » a été lu dans un mauvais encodage : lu comme {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” is not an array: read as {proposal}.</source>
   <translation>« {value} » n’est pas un tableau : lu comme {proposal}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>MAPPING: “{part}” is not understood. Write ame_d=field; ame_g='AUCUN', with one of: {known}.</source>
   <translation>MAPPING : « {part} » n’est pas compris. Écrivez ame_d=champ; ame_g='AUCUN', avec l’un de : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>MAPPING gives “{key}” the field “{field}”, which the layer has not. Its fields are: {fields}.</source>
   <translation>MAPPING donne à « {key} » le champ « {field} », que la couche n’a pas. Ses champs sont : {fields}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>VALUES: “{part}” is not understood. Write PC=PISTE CYCLABLE; BC=BANDE CYCLABLE, with values of the schema.</source>
   <translation>VALUES : « {part} » n’est pas compris. Écrivez PC=PISTE CYCLABLE; BC=BANDE CYCLABLE, avec des valeurs du schéma.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>No line has a value of “{column}”, which the schema requires.</source>
   <translation>Aucune ligne n’a de valeur de « {column} », que le schéma exige.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” is one value for two sides: read as the right one, the left is not known.</source>
   <translation>« {value} » est une seule valeur pour deux côtés : lue comme celle de droite, la gauche n’est pas connue.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>0 stands for a value that is not known: read as missing.</source>
   <translation>0 est mis pour une valeur qui n’est pas connue : lu comme absent.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” is in centimetres: read as {proposal} m.</source>
   <translation>« {value} » est en centimètres : lu comme {proposal} m.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” cannot be right: read as missing.</source>
   <translation>« {value} » ne peut pas être juste : lu comme absent.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_reading.py" />
   <source>“{value}” says that nobody knows: read as missing.</source>
   <translation>« {value} » dit que personne ne sait : lu comme absent.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not a text.</source>
   <translation>« {value} » n’est pas un texte.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/facility_schema.py" />
   <source>“{value}” is not an array of texts.</source>
   <translation>« {value} » n’est pas un tableau de textes.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/gradient.py" />
   <source>The terrain model “{file}” has no coordinate reference system. Set it, or choose another one.</source>
   <translation>Le MNT « {file} » n’a pas de système de coordonnées de référence (SCR). Définissez-le, ou choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/osm_facilities.py" />
   <source>maxspeed = “{value}” is not a speed that can be read.</source>
   <translation>maxspeed = « {value} » n’est pas une vitesse lisible.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/osm_facilities.py" />
   <source>cycleway = “{value}” goes against the traffic, but the street is two-way: read as no facility.</source>
   <translation>cycleway = « {value} » va contre le trafic, mais la rue est à double sens : lu comme sans aménagement.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/osm_facilities.py" />
   <source>“{value}” is not a width in metres.</source>
   <translation>« {value} » n’est pas une largeur en mètres.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/osm_facilities.py" />
   <source>cycleway = “{value}” is not known: read as no facility.</source>
   <translation>cycleway = « {value} » n’est pas connu : lu comme sans aménagement.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/project_choice.py" />
   <source>{homes} places of people and {goals} destinations make too many pairs. Take larger cells, or a smaller territory.</source>
   <translation>{homes} lieux d’habitants et {goals} destinations font trop de couples. Prenez des carreaux plus grands, ou un territoire plus petit.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/projects.py" />
   <source>Table “{file}”, line {line}: a type and a cost above 0 euros for a metre are needed, not “{type}” and “{cost}”.</source>
   <translation>Table « {file} », ligne {line} : il faut un type et un coût au mètre supérieur à 0 euro, pas « {type} » et « {cost} ».</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/projects.py" />
   <source>Table “{file}”, line {line}: the source is missing. Write where the cost comes from, or that it is an assumption.</source>
   <translation>Table « {file} », ligne {line} : la source manque. Écrivez d’où vient le coût, ou que c’est une hypothèse.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/street_attributes.py" />
   <source>No column of the layer says the class of the streets, their speed or their cycle facilities. Name them in the mapping, for example: class=nature; speed=vitesse; ame_d=type. Its fields are: {fields}.</source>
   <translation>Aucune colonne de la couche ne dit la classe des rues, leur vitesse ou leurs aménagements cyclables. Nommez-les dans la correspondance, par exemple : class=nature; speed=vitesse; ame_d=type. Ses champs sont : {fields}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/street_attributes.py" />
   <location filename="../analysis/network/road_rules.py" />
   <source>The mapping names “{key}”, which is not known. It knows: {known}.</source>
   <translation>La correspondance nomme « {key} », qui n’est pas connu. Noms connus : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/street_attributes.py" />
   <location filename="../analysis/network/road_rules.py" />
   <source>The mapping gives “{key}” the field “{field}”, which the layer has not. Its fields are: {fields}.</source>
   <translation>La correspondance donne à « {key} » le champ « {field} », que la couche n’a pas. Ses champs sont : {fields}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/stress_tables.py" />
   <source>Table of stress “{file}”, line {line}: no cell of the tables of Furth with a level from 1 to 4. Start from the plugin's table.</source>
   <translation>Table de stress « {file} », ligne {line} : ce n’est pas une case des tables de Furth avec un niveau de 1 à 4. Partez de la table de l’extension.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/stress_tables.py" />
   <source>Table of stress “{file}”: the cells of {table}, {lanes} are missing, repeated or leave a hole. Start from the plugin's table.</source>
   <translation>Table de stress « {file} » : les cases de {table}, {lanes} manquent, sont répétées ou laissent un trou. Partez de la table de l’extension.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/stress_tables.py" />
   <source>Table of assumed values “{file}”, line {line}: a quantity among {known} and a number are needed.</source>
   <translation>Table des valeurs supposées « {file} », ligne {line} : il faut une grandeur parmi {known} et un nombre.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/uptake.py" />
   <source>No cyclist is observed: the model cannot be calibrated. Give the observed cyclists of the territory, or run without calibration.</source>
   <translation>Aucun cycliste n’est observé : le calage du modèle est impossible. Donnez les cyclistes observés du territoire, ou lancez sans calage.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/uptake.py" />
   <source>{cyclists} cyclists are observed for {workers} workers: the model cannot be calibrated. Check the fields of workers and cyclists.</source>
   <translation>{cyclists} cyclistes sont observés pour {workers} actifs : le calage du modèle est impossible. Vérifiez les champs des actifs et des cyclistes.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/uptake.py" />
   <source>The table “{file}” lacks the scenario {missing}.</source>
   <translation>Il manque à la table « {file} » le scénario {missing}.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/uptake.py" />
   <source>A {what} is negative: {value} {unit}. Give distances and mean gradients of 0 or more.</source>
   <translation>Valeur négative ({what}) : {value} {unit}. Donnez des distances et des pentes moyennes de 0 ou plus.</translation>
  </message>
  <message>
   <location filename="../analysis/cycling/uptake.py" />
   <source>The table “{file}”, line {line}: a scenario ({known}), eight numbers and a source are needed.</source>
   <translation>Table « {file} », ligne {line} : il faut un scénario ({known}), huit nombres et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/network/build.py" />
   <source>No road of the layer may be used by car, by bike or on foot. Check the mapping of the fields.</source>
   <translation>Aucune route de la couche n’est utilisable en voiture, à vélo ou à pied. Vérifiez la correspondance des champs.</translation>
  </message>
  <message>
   <location filename="../analysis/network/network_file.py" />
   <source>The network “{file}” is not one, or is cut short. Make it again with “Prepare a road network”.</source>
   <translation>Le fichier « {file} » n’est pas un réseau, ou il est tronqué. Refaites-le avec « Préparer un réseau routier ».</translation>
  </message>
  <message>
   <location filename="../analysis/network/network_file.py" />
   <source>The network “{file}” does not exist. Make it with “Prepare a road network”.</source>
   <translation>Le réseau « {file} » n’existe pas. Faites-le avec « Préparer un réseau routier ».</translation>
  </message>
  <message>
   <location filename="../analysis/network/network_file.py" />
   <source>The network “{file}” was made by another version of the plugin. Prepare it again.</source>
   <translation>Le réseau « {file} » a été fait par une autre version de l’extension. Préparez-le à nouveau.</translation>
  </message>
  <message>
   <location filename="../analysis/network/p_median.py" />
   <source>Some travel times are negative: compute them again.</source>
   <translation>Certains temps de trajet sont négatifs : recalculez-les.</translation>
  </message>
  <message>
   <location filename="../analysis/network/road_rules.py" />
   <source>The table of speeds “{file}” lacks the line any;default, for lines of which nothing is known.</source>
   <translation>La table des vitesses « {file} » n’a pas la ligne any;default, pour les lignes dont on ne sait rien.</translation>
  </message>
  <message>
   <location filename="../analysis/network/road_rules.py" />
   <source>Table of speeds “{file}”, line {line}: speeds are numbers from 0 to 200 km/h.</source>
   <translation>Table des vitesses « {file} », ligne {line} : les vitesses sont des nombres de 0 à 200 km/h.</translation>
  </message>
  <message>
   <location filename="../analysis/network/site_capacity.py" />
   <source>{count} sites have a capacity that is negative or unknown (the first: number {site}). Give a number of places to each.</source>
   <translation>{count} sites ont une capacité négative ou inconnue (le premier : numéro {site}). Donnez un nombre de places à chacun.</translation>
  </message>
  <message>
   <location filename="../analysis/network/siting.py" />
   <source>No candidate site reaches any of the demand. Look at the reach, at the places of the candidates and at the network between them.</source>
   <translation>Aucun site candidat n’atteint la moindre demande. Vérifiez la portée, l’emplacement des candidats et le réseau entre les deux.</translation>
  </message>
  <message>
   <location filename="../analysis/network/siting.py" />
   <source>{count} candidate sites have a cost that is negative or unknown (the first: number {site}). Give a cost of 0 or more to each.</source>
   <translation>{count} sites candidats ont un coût négatif ou inconnu (le premier : numéro {site}). Donnez à chacun un coût positif ou nul.</translation>
  </message>
  <message>
   <location filename="../analysis/network/siting.py" />
   <source>The budget must be a number, 0 or more.</source>
   <translation>Le budget doit être un nombre positif ou nul.</translation>
  </message>
  <message>
   <location filename="../analysis/network/siting.py" />
   <source>The budget of {budget} pays for no site: the cheapest that would serve anybody costs {cost}. Raise it, or look at the costs.</source>
   <translation>Le budget de {budget} ne paie aucun site : le moins cher qui desservirait quelqu’un coûte {cost}. Augmentez-le, ou revoyez les coûts.</translation>
  </message>
  <message>
   <location filename="../analysis/network/siting.py" />
   <source>{count} demand points have a weight that is negative or unknown (the first: number {row}). Mend them, or leave them out.</source>
   <translation>{count} points de demande ont un poids négatif ou inconnu (le premier : numéro {row}). Corrigez-les, ou écartez-les.</translation>
  </message>
  <message>
   <location filename="../analysis/parameter_table.py" />
   <source>The table “{file}” lacks the column {columns}. It has: {known}.</source>
   <translation>La table « {file} » n’a pas la colonne {columns}. Elle a : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/parameter_table.py" />
   <source>The table “{file}” has no line.</source>
   <translation>La table « {file} » n’a aucune ligne.</translation>
  </message>
  <message>
   <location filename="../analysis/parameter_table.py" />
   <source>The table “{file}” cannot be read: {reason}.</source>
   <translation>La table « {file} » ne peut pas être lue : {reason}.</translation>
  </message>
  <message>
   <location filename="../analysis/raster.py" />
   <source>The raster “{file}” cannot be read: {reason}. It may be cut short: copy it again from its source.</source>
   <translation>Le raster « {file} » ne peut être lu : {reason}. Il est peut-être tronqué : copiez-le à nouveau depuis sa source.</translation>
  </message>
  <message>
   <location filename="../analysis/raster.py" />
   <source>No driver here reads the raster “{file}” ({extension}). Convert it to GeoTIFF, for example with the software it came from, then run again.</source>
   <translation>Aucun pilote ne lit ici le raster « {file} » ({extension}). Convertissez-le en GeoTIFF, par exemple avec le logiciel dont il vient, puis relancez.</translation>
  </message>
  <message>
   <location filename="../analysis/raster.py" />
   <source>The raster “{file}” does not exist.</source>
   <translation>Le raster « {file} » n’existe pas.</translation>
  </message>
  <message>
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” has no column of codes. Name it “code” on its first line.</source>
   <translation>Le fichier « {file} » n’a pas de colonne de codes. Nommez-la « code » sur la première ligne.</translation>
  </message>
  <message>
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” is not INSEE's file of commune movements: it lacks the columns COM_AV and COM_AP.</source>
   <translation>Le fichier « {file} » n’est pas le fichier INSEE des mouvements de communes : il lui manque les colonnes COM_AV et COM_AP.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/anchored_flux.py" />
   <source>With a wind of {wind} m/s, good and bad roofs differ by less than 3 K: a flux would mislead. Use the classes of “Heat loss of roofs”.</source>
   <translation>Avec un vent de {wind} m/s, bons et mauvais toits diffèrent de moins de 3 K : un flux tromperait. Servez-vous des classes de « Déperdition des toits ».</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/anchored_flux.py" />
   <source>Only {count} roofs have a known U and a reading: {least} are needed. Join DPE or BDNB that carry u_plancher_haut, or keep to the classes.</source>
   <translation>Seuls {count} toits ont un U connu et une lecture : il en faut {least}. Joignez des DPE ou une BDNB qui portent u_plancher_haut, ou tenez-vous-en aux classes.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/anchored_flux.py" />
   <source>On the {count} roofs of known U, the thermography does not follow U (explained {explained} %, p {p}): a flux would mislead. Keep to the classes.</source>
   <translation>Sur les {count} toits de U connu, la thermographie ne suit pas U ({explained} % expliqués, p {p}) : un flux tromperait. Tenez-vous-en aux classes.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/correction.py" />
   <source>The correction “{file}”, line {line}: the offset “{value}” is not a number.</source>
   <translation>La correction « {file} », ligne {line} : le décalage « {value} » n’est pas un nombre.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/dpe.py" />
   <source>The DPE table has no column “{column}”. It has: {known}.</source>
   <translation>La table de DPE n’a pas de colonne « {column} ». Elle a : {known}.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/energies.py" />
   <source>The 3CL method has no degree hours for the zone {zone} at this altitude. Give them yourself.</source>
   <translation>La méthode 3CL n’a pas de degrés-heures pour la zone {zone} à cette altitude. Donnez-les vous-même.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/energies.py" />
   <source>The table “{file}”, line {line}: a CO2, a price, an efficiency and a source are needed.</source>
   <translation>La table « {file} », ligne {line} : il faut un CO2, un prix, un rendement et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/heat_loss_class.py" />
   <source>The table of classes “{file}” must number its classes from 1, each beginning where the former ends.</source>
   <translation>La table des classes « {file} » doit numéroter ses classes à partir de 1, chacune commençant où finit la précédente.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/road_reference.py" />
   <source>Only {count} pieces of road can be read on the thermography: {least} are needed for a reference. Check that the roads lie on the image, and their widths.</source>
   <translation>Seuls {count} morceaux de route se lisent sur la thermographie : il en faut {least} pour une référence. Vérifiez que les routes sont sur l’image, et leurs largeurs.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/roof_families.py" />
   <source>The table “{file}”, line {line}: three emissivities between 0 and 1 and a source are needed.</source>
   <translation>La table « {file} », ligne {line} : il faut trois émissivités entre 0 et 1 et une source.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/strip_times.py" />
   <source>The table “{file}” has no line for the raster “{raster}”.</source>
   <translation>La table « {file} » n’a pas de ligne pour le raster « {raster} ».</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/strip_times.py" />
   <source>The table “{file}”, line {line}: “{value}” is not a time. Write 2024-01-15 22:31:00, or seconds.</source>
   <translation>La table « {file} », ligne {line} : « {value} » n’est pas une heure. Écrivez 2024-01-15 22:31:00, ou des secondes.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/strips.py" />
   <source>No two rasters overlap on enough pixels: their offsets cannot be compared.</source>
   <translation>Aucune paire de rasters ne se recouvre sur assez de pixels : leurs décalages ne peuvent être comparés.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/strips.py" />
   <source>The drift in time cannot be told from the offsets of the strips: give tiles of strips, each with its time, or leave the drift out.</source>
   <translation>La dérive dans le temps ne se distingue pas des décalages des bandes : donnez des dalles de bandes, chacune avec son heure, ou renoncez à la dérive.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/strips.py" />
   <source>The raster “{file}” is turned. Warp it to a north-up grid (Raster › Projections › Warp), then run again.</source>
   <translation>Le raster « {file} » est tourné. Reprojetez-le sur une grille nord en haut (Raster › Projections › Projection), puis relancez.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/thermal_raster.py" />
   <source>The median of the roofs is {value}: these are not temperatures in °C, K or hundredths of K. If the raster is not calibrated, choose KIND = digital.</source>
   <translation>La médiane des toits est {value} : ce ne sont pas des températures en °C, K ou centièmes de K. Si le raster n’est pas étalonné, choisissez KIND = digital.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/thermal_raster.py" />
   <source>“{file}” is a picture (red, green, blue), not a thermal band: its colours cannot be turned back into temperatures. Ask the provider for the thermal band; with a raster of class numbers or a palette, choose KIND = classes.</source>
   <translation>« {file} » est une image (rouge, vert, bleu), pas une bande thermique : ses couleurs ne se retransforment pas en températures. Demandez la bande thermique au prestataire ; avec un raster de numéros de classe ou à palette, choisissez KIND = classes.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/thermal_raster.py" />
   <source>The raster “{file}” has no CRS. Give it one (Layer properties, Source, or gdal_edit -a_srs EPSG:2154), then run again.</source>
   <translation>Le raster « {file} » n’a pas de SCR. Donnez-lui-en un (Propriétés de la couche, Source, ou gdal_edit -a_srs EPSG:2154), puis relancez.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/thermal_raster.py" />
   <source>The raster “{file}” has {count} bands: there is no band {band}.</source>
   <translation>Le raster « {file} » a {count} bandes : il n’y a pas de bande {band}.</translation>
  </message>
  <message>
   <location filename="../analysis/thermal/thermal_raster.py" />
   <source>“{file}” has a palette: its numbers are classes or colours, not temperatures. Choose KIND = classes.</source>
   <translation>« {file} » a une palette : ses nombres sont des classes ou des couleurs, pas des températures. Choisissez KIND = classes.</translation>
  </message>
  <message>
   <location filename="../analysis/zonal.py" />
   <source>The Dask scheduler {address} does not answer, or the library distributed is missing. Empty its address in the options to use this machine.</source>
   <translation>L’ordonnanceur Dask {address} ne répond pas, ou la bibliothèque distributed manque. Videz son adresse dans les options pour utiliser cette machine.</translation>
  </message>
  <message>
   <location filename="../records/actions.py" />
   <source>The plan has no “{table}” named “{text}”. Check its number, or make it first.</source>
   <translation>Le plan n’a rien qui s’appelle « {text} » dans la table « {table} ». Vérifiez le numéro, ou créez-le d’abord.</translation>
  </message>
  <message>
   <location filename="../records/actions.py" />
   <source>“{text}” is not a known {domain}. Known: {labels}.</source>
   <translation>« {text} » n’est pas dans la liste « {domain} ». Valeurs connues : {labels}.</translation>
  </message>
  <message>
   <location filename="../records/actions.py" />
   <source>{field}: “{value}” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.</source>
   <translation>{field} : « {value} » n’est pas une date. Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.</translation>
  </message>
  <message>
   <location filename="../records/actions.py" />
   <source>{count} rows of “{table}” have “{text}” as {column}. Give the uuid of the one you mean.</source>
   <translation>{count} lignes de « {table} » ont « {text} » comme {column}. Donnez l’identifiant (uuid) de celle que vous voulez.</translation>
  </message>
  <message>
   <location filename="../records/links.py" />
   <source>Only points, lines and polygons can be attached, not “{kind}”.</source>
   <translation>Seuls des points, des lignes et des polygones peuvent être attachés, pas « {kind} ».</translation>
  </message>
  <message>
   <location filename="../records/migrations.py" />
   <source>“{file}” has the schema {theirs}: this version of Atlas PCAET, with schema {ours}, cannot update it.</source>
   <translation>« {file} » a le schéma {theirs} : cette version d’Atlas PCAET, de schéma {ours}, ne peut pas le mettre à jour.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” is being written by another program. Wait until it has finished, then run again.</source>
   <translation>« {file} » est en cours d’écriture par un autre programme. Attendez qu’il ait fini, puis relancez.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” is read-only: copy it to a folder where you may write.</source>
   <translation>« {file} » est en lecture seule : copiez-le dans un dossier où vous pouvez écrire.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” was made by an earlier version of Atlas PCAET (schema {theirs}, now {ours}): run “Update a plan”, which keeps a copy first.</source>
   <translation>« {file} » a été fait par une version antérieure d’Atlas PCAET (schéma {theirs}, aujourd’hui {ours}) : lancez « Mettre à jour un plan », qui en garde d’abord une copie.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” exists already: a plan is never overwritten. Choose another name.</source>
   <translation>« {file} » existe déjà : un plan n’est jamais écrasé. Choisissez un autre nom.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>Give the plan a name.</source>
   <translation>Donnez un nom au plan.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” was made by a later version of Atlas PCAET (schema {theirs}, this one knows {ours}). Update the plugin.</source>
   <translation>« {file} » a été fait par une version plus récente d’Atlas PCAET (schéma {theirs}, celle-ci connaît {ours}). Mettez l’extension à jour.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>There is no plan at “{file}”.</source>
   <translation>Il n’y a pas de plan à « {file} ».</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” could not be written: {reason}.</source>
   <translation>« {file} » n’a pas pu être écrit : {reason}.</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” is a GeoPackage but not a plan of Atlas PCAET: make one with “Create a plan”.</source>
   <translation>« {file} » est un GeoPackage mais pas un plan d’Atlas PCAET : fabriquez-en un avec « Créer un plan ».</translation>
  </message>
  <message>
   <location filename="../records/plan_file.py" />
   <source>“{file}” is damaged or is not a GeoPackage ({reason}). Take your last backup.</source>
   <translation>« {file} » est abîmé ou n’est pas un GeoPackage ({reason}). Reprenez la dernière sauvegarde.</translation>
  </message>
  <message>
   <location filename="../records/restore.py" />
   <source>The plan keeps no deleted rows of “{table}”.</source>
   <translation>Le plan ne garde pas de lignes supprimées de « {table} ».</translation>
  </message>
  <message>
   <location filename="../records/restore.py" />
   <source>The row {uuid} is not in the plan any more.</source>
   <translation>La ligne {uuid} n’est plus dans le plan.</translation>
  </message>
  <message>
   <location filename="../records/storage.py" />
   <source>“{file}” is being written by {author} ({host}) since {since}. Wait; if nobody is, delete “{lock}”.</source>
   <translation>« {file} » est en cours d’écriture par {author} ({host}) depuis {since}. Attendez ; si personne n’écrit, supprimez « {lock} ».</translation>
  </message>
  <message>
   <location filename="../records/storage.py" />
   <source>The lock file “{lock}” cannot be made ({reason}): copy the plan to a folder where you may write.</source>
   <translation>Le fichier verrou « {lock} » ne peut pas être créé ({reason}) : copiez le plan dans un dossier où vous pouvez écrire.</translation>
  </message>
  <message>
   <location filename="../records/values.py" />
   <source>KIND: “{value}” is not one of {known}.</source>
   <translation>KIND : « {value} » n’est pas une des valeurs {known}.</translation>
  </message>
  <message>
   <location filename="../records/values.py" />
   <source>Give a value, or a reason for its absence: one of the two.</source>
   <translation>Donnez une valeur, ou un motif d’absence : l’un des deux.</translation>
  </message>
  <message>
   <location filename="../records/values.py" />
   <source>The value is not a number: give a reason for its absence instead.</source>
   <translation>La valeur n’est pas un nombre : donnez plutôt un motif d’absence.</translation>
  </message>
  <message>
   <location filename="../records/values.py" />
   <source>The indicator “{indicator}” is in {known}, the value in {given}. Convert it, then store it.</source>
   <translation>L’indicateur « {indicator} » est en {known}, la valeur en {given}. Convertissez-la, puis enregistrez-la.</translation>
  </message>
 </context>
</TS>
