-- A made-up plan with something in every column that a format may or may not carry. uuids are short on purpose.
UPDATE plan SET kind = 'PCAET', holder_siren = '200000001', start_year = 2024, end_year = 2030, source_id = '1234';
INSERT INTO territory(uuid, code, kind, name, siren, population) VALUES
  ('t-epci', '200000001', 'EPCI', 'Communauté d''essai', '200000001', 52000), ('t-com', '59999', 'commune', 'Bourg-d''Essai', NULL, 4100);
INSERT INTO axis(uuid, plan_uuid, parent_uuid, number, name, kind)
  SELECT 'x-1', uuid, NULL, '1', 'Se déplacer autrement', 'axe' FROM plan UNION ALL
  SELECT 'x-11', uuid, 'x-1', '1.1', 'Le vélo au quotidien', 'sous_axe' FROM plan UNION ALL
  SELECT 'x-2', uuid, NULL, '2', 'Consommer moins', 'axe' FROM plan;
INSERT INTO action(uuid, plan_uuid, parent_uuid, axis_uuid, number, title, stakes, objectives, description, expected_results,
  status, status_original, priority, progress_pct, calendar_text, start_date, end_date, start_precision, end_precision, pilot,
  budget_text, comment, audience, means, funding_text, governance, scope, participation, mitigation, adaptation, impact_ghg,
  impact_air, continuous, calendar_certainty, confidential)
  SELECT 'a-44', uuid, NULL, 'x-11', '44', 'Optimiser les flux et modes de transports', 'Les tournées se croisent.', 'Réduire les kilomètres',
    '- une ligne qui commence par un tiret' || char(10) || '=SOMME(A1:A9) n''est pas une formule', 'Moins de carburant', 'en_cours',
    'A planifier', 'eleve', 40, '2022-2025', '2022', '2025-06', 'year', 'month', 'Service déchets', 'environ 25 000 €',
    '@ vérifier', 'Habitants', '2 agents', 'Fonds vert', 'Comité annuel', 'competences', 'concertation', 1, 0, 1, 1, NULL, 'certain', 0 FROM plan;
INSERT INTO action(uuid, plan_uuid, parent_uuid, axis_uuid, number, title, description, status, start_date, end_date, start_precision, end_precision)
  SELECT 'a-44-1', uuid, 'a-44', 'x-11', '44.1', 'Revoir les tournées', 'Un nouveau plan de tournées.', 'a_venir', '2023-03-01', '2024-12-31', 'day', 'day' FROM plan UNION ALL
  SELECT 'a-44-2', uuid, 'a-44', 'x-11', '44.2', 'Acheter des vélos-cargos', NULL, 'a_discuter', NULL, NULL, NULL, NULL FROM plan;
INSERT INTO action(uuid, plan_uuid, axis_uuid, number, title, status, pilot, confidential)
  SELECT 'a-45', uuid, 'x-2', '45', 'Rénover les écoles', NULL, NULL, 0 FROM plan UNION ALL
  SELECT 'a-45b', uuid, 'x-2', '45', 'Rénover les écoles', 'realise', NULL, 0 FROM plan UNION ALL
  SELECT 'a-46', uuid, 'x-2', '46', 'Négocier une acquisition foncière', 'en_cours', NULL, 1 FROM plan UNION ALL
  SELECT 'a-47', uuid, NULL, NULL, 'Action sans axe ni numéro', 'bloque', 'CCI', 0 FROM plan;
INSERT INTO action(uuid, plan_uuid, parent_uuid, number, title) SELECT 'a-46-1', uuid, 'a-46', '46.1', 'Signer le compromis' FROM plan;
INSERT INTO actor(uuid, plan_uuid, name, kind)
  SELECT 'p-1', uuid, 'Service déchets', 'service' FROM plan UNION ALL SELECT 'p-2', uuid, 'Chambre de commerce, délégation Nord', 'organisation' FROM plan UNION ALL
  SELECT 'p-3', uuid, 'Agence de l''eau', 'organisation' FROM plan UNION ALL SELECT 'p-4', uuid, 'Communauté d''essai', 'organisation' FROM plan UNION ALL
  SELECT 'p-5', uuid, 'Chargée de mission climat', 'person' FROM plan;
INSERT INTO action_actor(action_uuid, actor_uuid, role) VALUES ('a-44', 'p-1', 'pilot_service'), ('a-44', 'p-2', 'partner'), ('a-44', 'p-3', 'partner'),
  ('a-44', 'p-4', 'contracting_authority'), ('a-44', 'p-5', 'pilot_person'), ('a-44-1', 'p-1', 'pilot_service'), ('a-46', 'p-4', 'pilot_organisation');
INSERT INTO budget(action_uuid, state, nature, amount_min, amount_max, approximate, currency, tax, year, funder, phase, text) VALUES
  ('a-44', 'costed', 'investment', 50000, 50000, 0, 'EUR', 'HT', NULL, 'Région', 'planned', '50 000 € HT (Région)'),
  ('a-44', 'costed', NULL, 120000, 120000, 0, 'EUR', 'HT', NULL, NULL, 'planned', '120 000 € HT'),
  ('a-44', 'costed', NULL, 25000, 25000, 1, 'EUR', NULL, NULL, NULL, 'planned', 'environ 25 000 €'),
  ('a-44', 'costed', NULL, 3000000, 3000000, 0, 'GBP', NULL, NULL, NULL, 'planned', '£3 millions'),
  ('a-45', 'to_define', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'À définir');
INSERT INTO action_tag(action_uuid, domain, code, label) VALUES ('a-44', 'sector', 'transport_routier', 'Transport routier'),
  ('a-44', 'tag', NULL, 'logistique'), ('a-44', 'action_type', 'etude', 'Etude'), ('a-44', 'target', NULL, 'grand public'), ('a-45', 'sector', 'tertiaire', 'Tertiaire');
INSERT INTO indicator(uuid, plan_uuid, code, code_tet, name, unit, nature) SELECT 'i-km', uuid, 'loc_1', NULL, 'Kilomètres parcourus', 'km', 'numeric' FROM plan UNION ALL
  SELECT 'i-ges', uuid, 'cae_1.e', 'cae_1.e', 'Émissions de GES du transport routier', 'kteq CO2', 'numeric' FROM plan;
INSERT INTO action_indicator(action_uuid, indicator_uuid) VALUES ('a-44', 'i-km');
INSERT INTO value(uuid, indicator_uuid, action_uuid, territory_uuid, year, kind, value, reason, unit, source, comment) VALUES
  ('v-1', 'i-km', 'a-44', NULL, 2023, 'result', 81000, NULL, 'km', 'tableau du service', NULL), ('v-2', 'i-km', 'a-44', NULL, 2024, 'result', NULL, 'trop_tot', NULL, NULL, NULL),
  ('v-3', 'i-km', 'a-44', NULL, 2030, 'target', 60000, NULL, 'km', NULL, NULL), ('v-4', 'i-ges', NULL, 't-epci', 2021, 'result', 48.2, NULL, 'kteq CO2', 'rare', NULL),
  ('v-5', 'i-ges', NULL, 't-com', 2021, 'result', 3.1, NULL, 'kteq CO2', NULL, NULL), ('v-6', 'i-ges', NULL, NULL, 2030, 'target', 30000, NULL, 'teq CO2', NULL, NULL),
  ('v-7', 'i-ges', NULL, NULL, 2015, 'reference', 55, NULL, NULL, NULL, NULL), ('v-8', 'i-km', 'a-46', NULL, 2024, 'result', 1, NULL, NULL, NULL, NULL);
INSERT INTO reference(action_uuid, document, code) VALUES ('a-44', 'SRADDET', 'MR6.3');
INSERT INTO action_link(action_uuid, other_uuid, kind) VALUES ('a-44', 'a-45', 'linked'), ('a-44', 'a-46', 'contributes');
INSERT INTO attachment(action_uuid, kind, title, path, url, text) VALUES ('a-44', 'file', 'Délibération du conseil', 'pieces/deliberation.pdf', NULL, NULL),
  ('a-44', 'note', NULL, NULL, NULL, 'Réunion du comité');
