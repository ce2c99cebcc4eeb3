<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis minScale="100000000" simplifyDrawingHints="1" hasScaleBasedVisibilityFlag="0" autoRefreshTime="0" simplifyAlgorithm="0" symbologyReferenceScale="-1" simplifyDrawingTol="1" maxScale="0" simplifyMaxScale="1" styleCategories="Symbology|Rendering" simplifyLocal="1" version="3.40.6-Bratislava" autoRefreshMode="Disabled">
  <renderer-v2 enableorderby="0" symbollevels="0" forceraster="0" type="RuleRenderer" referencescale="-1">
    <rules key="{bcf7b0a5-d1d1-4888-b563-2a39d2f1db2e}">
      <rule filter="coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX'" symbol="0" key="{8f084772-4d5d-4dde-a412-f923d94b6c80}" label="en travaux"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX')" symbol="1" key="{e6cf5a17-8e98-4d92-b55a-9b1569d42c86}" label="voie verte"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')))" symbol="2" key="{7df7f227-77a0-4896-a9a4-bf00261e6cd7}" label="piste cyclable"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')))" symbol="3" key="{956e95a2-584c-48e4-9e92-bf3d6ece7c33}" label="vélorue"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')))" symbol="4" key="{e78f8eac-5298-444a-ad8a-8d0a1a201f49}" label="bande cyclable"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE') or coalesce(&quot;ame_g&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) or (coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')))" symbol="5" key="{ec82e387-13f9-40e9-a45e-ce07dc7cf9a0}" label="double sens cyclable"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('COULOIR BUS+VELO') or coalesce(&quot;ame_g&quot;, '') in ('COULOIR BUS+VELO')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) or (coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')) or (coalesce(&quot;ame_d&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE') or coalesce(&quot;ame_g&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE')))" symbol="6" key="{503dd980-e2fb-4569-9cf7-52d4c46eb3a8}" label="couloir bus + vélo"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) or (coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')) or (coalesce(&quot;ame_d&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE') or coalesce(&quot;ame_g&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE')) or (coalesce(&quot;ame_d&quot;, '') in ('COULOIR BUS+VELO') or coalesce(&quot;ame_g&quot;, '') in ('COULOIR BUS+VELO')))" symbol="7" key="{22f56482-8d26-4c3d-91c8-db449e24d4ff}" label="piétons et vélos ensemble"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, '') in ('CHAUSSEE A VOIE CENTRALE BANALISEE', 'ACCOTEMENT REVETU HORS CVCB') or coalesce(&quot;ame_g&quot;, '') in ('CHAUSSEE A VOIE CENTRALE BANALISEE', 'ACCOTEMENT REVETU HORS CVCB')) and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) or (coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')) or (coalesce(&quot;ame_d&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE') or coalesce(&quot;ame_g&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE')) or (coalesce(&quot;ame_d&quot;, '') in ('COULOIR BUS+VELO') or coalesce(&quot;ame_g&quot;, '') in ('COULOIR BUS+VELO')) or (coalesce(&quot;ame_d&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE')))" symbol="8" key="{6c923f7f-90e3-475d-90d2-00eee16c90e4}" label="chaussée à voie centrale, accotement"/>
      <rule filter="(coalesce(&quot;ame_d&quot;, 'AUCUN') &lt;> 'AUCUN' or coalesce(&quot;ame_g&quot;, 'AUCUN') &lt;> 'AUCUN') and not (coalesce(&quot;statut_d&quot;, '') = 'EN TRAVAUX' or coalesce(&quot;statut_g&quot;, '') = 'EN TRAVAUX' or (coalesce(&quot;ame_d&quot;, '') in ('VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE') or coalesce(&quot;ame_g&quot;, '') in ('PISTE CYCLABLE', 'DOUBLE SENS CYCLABLE PISTE')) or (coalesce(&quot;ame_d&quot;, '') in ('VELO RUE') or coalesce(&quot;ame_g&quot;, '') in ('VELO RUE')) or (coalesce(&quot;ame_d&quot;, '') in ('BANDE CYCLABLE') or coalesce(&quot;ame_g&quot;, '') in ('BANDE CYCLABLE')) or (coalesce(&quot;ame_d&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE') or coalesce(&quot;ame_g&quot;, '') in ('DOUBLE SENS CYCLABLE BANDE', 'DOUBLE SENS CYCLABLE NON MATERIALISE')) or (coalesce(&quot;ame_d&quot;, '') in ('COULOIR BUS+VELO') or coalesce(&quot;ame_g&quot;, '') in ('COULOIR BUS+VELO')) or (coalesce(&quot;ame_d&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE') or coalesce(&quot;ame_g&quot;, '') in ('AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE')) or (coalesce(&quot;ame_d&quot;, '') in ('CHAUSSEE A VOIE CENTRALE BANALISEE', 'ACCOTEMENT REVETU HORS CVCB') or coalesce(&quot;ame_g&quot;, '') in ('CHAUSSEE A VOIE CENTRALE BANALISEE', 'ACCOTEMENT REVETU HORS CVCB')))" symbol="9" key="{bafdd5da-de58-425b-bddf-25e5c6036c4d}" label="autre aménagement"/>
      <rule filter="ELSE" symbol="10" key="{738c590a-df26-453a-b327-5771f8a2ffe6}" label="rue sans aménagement"/>
    </rules>
    <symbols>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="0" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{519a46dc-821d-4a36-bf16-887698099958}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="123,79,163,255,rgb:0.4823529411764706,0.30980392156862746,0.63921568627450975,1"/>
            <Option type="QString" name="line_style" value="dot"/>
            <Option type="QString" name="line_width" value="0.7"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="1" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{f48f4454-1908-46de-b282-702bb4054973}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="44,122,63,255,rgb:0.17254901960784313,0.47843137254901963,0.24705882352941178,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="1"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="10" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{a395b236-9459-4f75-8aa4-f25101d2c182}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="201,195,186,255,rgb:0.78823529411764703,0.76470588235294112,0.72941176470588232,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.2"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="2" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{081683a2-dec4-41dc-be95-fd3e8f57a1e7}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="18,70,127,255,rgb:0.07058823529411765,0.27450980392156865,0.49803921568627452,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="1"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="3" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{67a8f97b-df66-44b5-a40d-3589fc5c3525}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="42,161,152,255,rgb:0.16470588235294117,0.63137254901960782,0.59607843137254901,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.8"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="4" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{e7f2a270-ed4d-4e16-8d17-7898beea07f1}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="74,155,216,255,rgb:0.29019607843137257,0.60784313725490191,0.84705882352941175,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.8"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="5" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{1ba45370-129c-45ae-b17a-89568e56f6fe}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="224,138,44,255,rgb:0.8784313725490196,0.54117647058823526,0.17254901960784313,1"/>
            <Option type="QString" name="line_style" value="dash"/>
            <Option type="QString" name="line_width" value="0.7"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="6" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{c833a64a-132f-4a83-ad47-e19cbe7ff773}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="123,79,163,255,rgb:0.4823529411764706,0.30980392156862746,0.63921568627450975,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.8"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="7" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{0b6d53d1-a9e4-4d02-a12b-0d8c7c1b327a}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="106,168,79,255,rgb:0.41568627450980394,0.6588235294117647,0.30980392156862746,1"/>
            <Option type="QString" name="line_style" value="dash"/>
            <Option type="QString" name="line_width" value="0.7"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="8" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{b10fcae2-9c7d-4559-8b82-384023189c69}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="199,180,44,255,rgb:0.7803921568627451,0.70588235294117652,0.17254901960784313,1"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.7"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol force_rhr="0" alpha="1" clip_to_extent="1" type="line" frame_rate="10" name="9" is_animated="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer locked="0" pass="0" enabled="1" id="{96579408-7b32-4f27-9912-5018d42fcb8f}" class="SimpleLine">
          <Option type="Map">
            <Option type="QString" name="align_dash_pattern" value="0"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="customdash" value="5;2"/>
            <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
            <Option type="QString" name="dash_pattern_offset" value="0"/>
            <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="line_color" value="138,109,90,255,rgb:0.54117647058823526,0.42745098039215684,0.35294117647058826,1"/>
            <Option type="QString" name="line_style" value="dot"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="ring_filter" value="0"/>
            <Option type="QString" name="trim_distance_end" value="0"/>
            <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_end_unit" value="MM"/>
            <Option type="QString" name="trim_distance_start" value="0"/>
            <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="trim_distance_start_unit" value="MM"/>
            <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
            <Option type="QString" name="use_custom_dash" value="0"/>
            <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <data-defined-properties>
      <Option type="Map">
        <Option type="QString" name="name" value=""/>
        <Option name="properties"/>
        <Option type="QString" name="type" value="collection"/>
      </Option>
    </data-defined-properties>
  </renderer-v2>
  <selection mode="Default">
    <selectionColor invalid="1"/>
  </selection>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <layerGeometryType>1</layerGeometryType>
</qgis>
