<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
 <context>
  <name>AtlasPcaet</name>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands along roads (screening)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Draws a band on each side of every counted road, wider where traffic is higher, and counts the kilometres, vehicle-kilometres, inhabitants, buildings and sensitive places inside, by zone and traffic class.

What the result means: it is a screening, inspired by the 2019 guide on air and health in road impact studies (note technique of 22 February 2019, NOR TRET1833075N). It says where to look, not what people breathe. The widths of the default table are to be confirmed against the guide.

A road without a count is left out, counted and listed: national files write 0 or nothing. Each place is in the highest class that reaches it, so nobody is counted twice. Population is shared out inside each cell; “population_low” counts the cells wholly inside, “population_high” all the cells touched.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands by traffic class: note technique of 22 February 2019 (NOR TRET1833075N) and its guide on air and health.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>traffic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>air</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>exposure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>screening</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Roads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Road sections with a traffic count.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Traffic: TMJA field (veh/day)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Annual average daily traffic, both directions together. Numbers or texts such as “12 345”. Empty, 0, negative and “n.c.” are missing counts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Heavy vehicles: PL field (%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Share of heavy vehicles in the traffic, in %; 0 is unknown. Only used for heavy vehicle-kilometres, left empty where the share of one section is unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Road width field (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Width of the carriageway. Distances are then measured from the road's edge; without it, from the axis.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Official length field (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Length of the section in the road authority's reference. Kilometres are then official ones, and a section drawn more than 5 % shorter is flagged “tracé schématique”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Zones (PPA, EPCI, communes…)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Perimeters that cut the bands. They may overlap. Without zones, only the whole is counted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Zone name field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Features with the same value are one zone. Without it each feature is a zone named by its id.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Population (cells, IRIS, communes)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Polygons that carry a number of inhabitants, for example the 200 m cells of Filosofi.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/territory/demoterritory.py" />
   <source>Inhabitants field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Number of inhabitants of each polygon. Required with a population layer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Buildings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Footprints. Population is then shared out over the buildings of each cell by floor area, and buildings are counted by their centroid.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Number of floors field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Floors of each building. Where it is missing, the height is used; without height, one floor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Building height field (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Height, turned into floors of 3 m where the number of floors is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Sensitive places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Nurseries, schools, hospitals, homes for the elderly, sports grounds: points that are counted inside the bands.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Table of band widths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>CSV with the columns tmja_min, tmja_max, largeur_m_de_part_et_d_autre, source_status. Default: the plugin's table, inspired by the 2019 guide, to be confirmed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Computation CRS when the roads' own does not measure metres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Projected CRS in metres. Used only when the roads are in degrees or in a CRS that stretches lengths, such as Web Mercator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Study bands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Bands cut by traffic class and by combination of zones.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Exposure table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>One row per zone and traffic class, and a row “ensemble” that counts each place once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>no traffic count</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>negative traffic count</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>traffic outside the band table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>no zone name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>number of inhabitants missing or negative</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Exposure along roads (screening)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Traffic class, TMJA (veh/day)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Half-width from the axis, widest section (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Half-width from the axis, narrowest section (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Area (ha)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Inhabitants (estimate)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Sections drawn schematically</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Zone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Roads with a count (km)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Roads without a count (km)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Traffic (veh.km/day)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Heavy traffic, PL (veh.km/day)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Inhabitants, at least</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Inhabitants, at most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Inhabitants within a band</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Choose the field of the population layer that holds the inhabitants.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>No road of the layer “{layer}” has a usable count in the field “{field}”. Choose the field that holds the TMJA.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>The field “{field}” of the layer “{layer}” seems to hold kilometres: the drawn lengths are some 1000 times larger. Multiply it by 1000 in the field calculator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>The field “{field}” of the layer “{layer}” is empty: zones need a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>No population layer: the number of inhabitants is not known, and left empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Screening, inspired by the 2019 guide; band widths are to be confirmed ({file}: {source}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Layer “{layer}”, field “{field}”: {count} values are not numbers ({examples}); they count as missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Layer “{layer}”, field “{field}”: {count} values outside {low} to {high} count as unknown (features {ids}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>no source given</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Tracé schématique: {count} sections of {total} are drawn more than 5 % shorter than their official length, {counted} of them with a count; the band there is not where the road is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>Floors: the field where given, else height / {metres} m, else one floor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/air/corridorbands.py" />
   <source>{count} populated cells hold no building: their population was shared by ground area.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Environment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Territory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Air along traffic corridors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Housing: roof thermography</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Carpool areas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Cycle routes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Action plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Crossing the themes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Atlas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Features left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>no geometry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>geometry that cannot be repaired</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>The computation CRS is not valid. Choose a projected one, for example EPSG:2154.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Distances cannot be measured in {crs} where the layers lie. Choose a projected CRS in metres of the territory (EPSG:2154 in mainland France).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source> and {} others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Layer “{layer}”: {count} features left out, {reason}: {ids}{more}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>{count} features of “{layer}” left out: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Cancelled: nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Distances are computed in {}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>Layer “{layer}”: {count} invalid geometries repaired for the computation; the layer is unchanged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/base.py" />
   <source>“{wanted}” is open elsewhere: the result is in “{written}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Its files come from another version than QGIS's: check that the variables PROJ_DATA, PROJ_LIB and GDAL_DATA are not set by another program, then reinstall the library.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Check the environment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Lists the versions of QGIS, GDAL, GEOS, PROJ and of the Python libraries, says which are missing, too old or would clash with QGIS, reprojects a point and opens a file with each, and gives the remedy.

Required libraries stop the algorithms that need them; an optional one only removes an output or slows a reading. Nothing is installed or changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Atlas PCAET: environment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>versions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>libraries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>HTML files (*.html)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>The findings as a page to send to whoever manages your computer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>QGIS reprojects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>QGIS opens a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>pyproj reprojects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>geopandas reprojects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>pyogrio opens a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>rasterio opens a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>osgeo opens a raster</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>matplotlib draws</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>wrong result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Problems</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>Optional libraries missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>State</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/checkenvironment.py" />
   <source>What to do</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install your distribution's own package (python3-{library}), not a wheel of pip; then restart QGIS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install it with the OSGeo4W setup (package python3-{library}), or in the OSGeo4W Shell: python -m pip install {library}; then restart QGIS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Install it with the QPIP plugin, or with the Python of QGIS: python3 -m pip install {library}; then restart QGIS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” is version {version}; {floor} or later is needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>The Python library “{library}” here is a pip wheel with its own copy of GEOS, GDAL or PROJ, which would crash QGIS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/environment/libraries.py" />
   <source>Remove the wheel (pip uninstall {library}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/provenance.py" />
   <source>Parameters: {}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/provenance.py" />
   <source>Input: {}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/reading.py" />
   <source>The layer “{layer}” has no feature. Choose another layer, or remove its filter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/reading.py" />
   <source>No feature of the layer “{layer}” has a usable geometry: all are null, empty or broken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/reading.py" />
   <source>The layer “{layer}” has no coordinate reference system. Set it: right-click the layer, Layer CRS, Set Layer CRS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Demonstration territory (fictional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Draws a fictional territory to try the plugin on: roads with counts (some missing), buildings with dwellings, a population grid of 200 m, sensitive places. Without communes it invents them too, and works offline. The same seed gives the same territory.

Everything but the communes you give is invented and named “fictif”: it says nothing of a real place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Communes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Roads (fictional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Buildings (fictional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Population, 200 m cells (fictional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Sensitive places (fictional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>demo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>fictional</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Real communes to draw inside; without them, twelve fictional ones are made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Any whole number: the same number gives the same territory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Output folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>no inhabitants</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Fictional data, drawn from a seed: it says nothing of a real place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Seeded generator of Atlas PCAET.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>INSEE code</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Inhabitants</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Identifier</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>TMJA (veh/day)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>PL (%)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Width (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Official length (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Dwellings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Floors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Height (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Code field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>INSEE code of each commune.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Name field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Name of each commune.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>Population of each commune: how many buildings are drawn.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>With communes, choose the fields of the code, the name and the inhabitants.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>The layer “{layer}” has fewer than three communes with inhabitants: give at least three, or none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/demoterritory.py" />
   <source>The file {} is written there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zones from a list of codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Makes a zone from a list of INSEE codes of communes (or SIREN codes of EPCI) and a layer that carries these codes. It is how the perimeter of a PPA is made: it exists only as a list of communes.

Codes that the layer does not have, codes written twice and former communes are listed, never dropped in silence: a perimeter with unknown codes is smaller than the official one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Union of the communes whose code is in the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>perimeter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>communes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE or SIREN codes, separated by anything. A text pasted from a decree works: names are ignored.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>…or a file of codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>CSV with a column “code” (or insee, siren…). A column “name” makes several zones; columns status, approved_on, pollutants and source fill the zone's fields.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Communes or EPCI</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Polygons that carry the codes, for example ADMIN EXPRESS.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>The field with the same kind of code as the list.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Name of the zone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Written in the field “name”; a “name” column of the file wins over it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Kind of zone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>PPA, ZFE, QPV, OPAH or other.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE file of commune movements</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>INSEE's file with the columns COM_AV and COM_AP: codes of merged communes then lead to the new commune.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>One feature per zone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Approved on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Pollutants</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>For example: approuvé, en révision.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Date of approval, as YYYY-MM-DD.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Pollutants concerned, for example NO2, PM10.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Text that gives the list: decree, date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Unknown codes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes of merged communes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes written twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Give either codes as text or a file of codes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>The list holds no INSEE or SIREN code: codes have 5 characters (59350, 2A004) or 9 digits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source> A merged commune may be among them: give INSEE's file of commune movements.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: {found} communes found of {total} codes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>No code of the zone “{zone}” is in the field “{field}” of the layer “{layer}” (first code: {code}). Choose the field that holds this kind of code.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Codes not found in the layer: {}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: codes written more than once: {codes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: merged communes replaced by the new one: {codes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/territory/zonesfromcodes.py" />
   <source>Zone “{zone}”: codes not found in the layer: {codes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>“{file}” is open elsewhere, and so are its numbered copies. Close it, then run again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>The output “{output}” is not a file. Choose a file name, for example result.gpkg.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>QGIS cannot write the format of “{file}”. Use the extension .gpkg.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>The folder “{folder}” does not exist. Create it, or choose another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>Nothing can be written in the folder “{folder}” ({reason}). Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>“{file}” could not be written: {reason}. Free some space or choose another place, then run again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../processing/writing.py" />
   <source>The table “{table}” could not be written into “{file}”: {reason}. Close the other programs that use the file, then run again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../ui/desktop.py" />
   <source>Documentation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Name or initials</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Author written in the plan's journal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../ui/settings_page.py" />
   <source>Computation CRS when layers are in degrees</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” lacks the column {columns}. Its columns are: {expected}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” has no line.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>In the band table “{file}”, line {line} cannot be used: a width above 0 m and two traffic bounds, the second larger, are needed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>The band table “{file}” cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/air/band_table.py" />
   <source>In the band table “{file}”, the traffic classes of lines {first} and {second} overlap. Make one end where the other begins.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” has no column of codes. Name it “code” on its first line.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” is not INSEE's file of commune movements: it lacks the columns COM_AV and COM_AP.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../analysis/territory/codes.py" />
   <source>The file “{file}” cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
