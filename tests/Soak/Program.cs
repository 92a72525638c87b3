using System.Globalization;
using Soak;
using Soak.Batches;
using Soak.Crashes;
using Soak.Doors;
using Soak.Engines;
using Soak.Files;
using Soak.Fuzz;
using Soak.Kills;
using Soak.Loads;
using Soak.Requests;
using Soak.Years;
using Testing;

if (args is ["parsers", .. var inputs] && inputs.Length < 2)
    return await ParserSoak.RunAsync(inputs is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000);

if (args is ["files", .. var options] && options.Length % 2 == 0 && options.Chunk(2).All(option => option[0] is "--count" or "--seed"))
{
    var given = options.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    return await FileSoak.RunAsync(given.GetValueOrDefault("--count", 1_000_000), given.GetValueOrDefault("--seed", 1));
}

if (args is ["large", .. var sizes] && sizes.Length % 2 == 0 && sizes.Chunk(2).All(size => size[0] is "--bytes" or "--refused"))
{
    var given = sizes.Chunk(2).ToDictionary(size => size[0], size => long.Parse(size[1], CultureInfo.InvariantCulture));
    return await new LargeBatch(given.GetValueOrDefault("--bytes", 1_000_000_000), (int)given.GetValueOrDefault("--refused", 0)).RunAsync();
}

if (args is ["requests", .. var asked] && asked.Length % 2 == 0 && asked.Chunk(2).All(option => option[0] is "--count" or "--seed"))
{
    var given = asked.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    return await RequestSoak.RunAsync(given.GetValueOrDefault("--count", 20_000), given.GetValueOrDefault("--seed", 1));
}

if (args is ["fuzz", .. var hostile] && hostile.Length % 2 == 0 && hostile.Chunk(2).All(option => option[0] is "--files" or "--seed" or "--first"))
{
    var given = hostile.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    return await FuzzSoak.RunAsync(given.GetValueOrDefault("--files", 1_000_000), given.GetValueOrDefault("--seed", 1), given.GetValueOrDefault("--first", 0));
}

if (args is ["doors", .. var asking] && asking.Length % 2 == 0 && asking.Chunk(2).All(option => option[0] is "--count" or "--seed" or "--first"))
{
    var given = asking.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    await using var azurite = new AzuriteFixture();
    var wrong = await DoorSoak.RunAsync(
        azurite, given.GetValueOrDefault("--count", 100_000), given.GetValueOrDefault("--seed", 1), given.GetValueOrDefault("--first", 0), Console.Out, CancellationToken.None);
    return wrong.Count == 0 ? 0 : 1;
}

if (args is ["crash", .. var chosen] && chosen.Length % 2 == 0 && chosen.Chunk(2).All(option => option[0] is "--issuers" or "--every" or "--first" or "--part" or "--fault"))
{
    var given = chosen.Chunk(2).ToDictionary(option => option[0], option => option[1]);
    int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    var crash = new CrashSoak(Number("--issuers", 50), Console.Out);
    var (every, first) = (Number("--every", 1), Number("--first", 0));
    await crash.RunAsync(
        (number, _, fault) => number >= first && (number - first) % every == 0 && given.GetValueOrDefault("--fault", $"{fault}") == $"{fault}",
        given.TryGetValue("--part", out var part) ? [part] : []);
    foreach (var what in crash.Wrong) Console.WriteLine(what);
    Console.WriteLine($"{crash.Steps} calls, {crash.Injected} disturbed, {crash.Wrong.Count} ended otherwise");
    return crash.Wrong.Count == 0 ? 0 : 1;
}

if (args is ["year", .. var span] && span is [] or ["--days", _] or ["--days", _, "--engine"])
{
    await using var azurite = span is [_, _, _] ? new AzuriteFixture() : null;
    var year = new YearSoak(span is [_, var length, ..] ? int.Parse(length, CultureInfo.InvariantCulture) : 540, Console.Out, azurite);
    await year.RunAsync();
    var checker = new YearChecker();
    var wrong = checker.Check(year.Stored, new(2019, 4, 22), year.LastDue);
    foreach (var what in wrong) Console.WriteLine(what);
    Console.WriteLine(
        $"{checker.Completed} business dates completed, {checker.Open} named as open, {checker.Runs} runs, values: {string.Join(", ", checker.Statuses.Select(one => $"{one.Value} {one.Key}"))}; {wrong.Count} faults");
    return wrong.Count == 0 ? 0 : 1;
}

if (args is ["engine", .. var wanted] && wanted.Length % 2 == 0 && wanted.Chunk(2).All(option => option[0] is "--every" or "--nights" or "--outages" or "--seed" or "--kind"))
{
    var given = wanted.Chunk(2).Where(option => option[0] != "--kind").ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    await using var azurite = new AzuriteFixture();
    var engine = new EngineSoak(given.GetValueOrDefault("--seed", 1), Console.Out);
    await engine.RunAsync(azurite, given.GetValueOrDefault("--every", 1), given.GetValueOrDefault("--nights", 10), wanted.Chunk(2).FirstOrDefault(option => option[0] == "--kind")?[1] ?? "", given.GetValueOrDefault("--outages", 20));
    foreach (var what in engine.Wrong) Console.WriteLine(what);
    Console.WriteLine($"{engine.Injected} calls disturbed, {engine.Wrong.Count} nights ended otherwise");
    return engine.Wrong.Count == 0 ? 0 : 1;
}

if (args is ["kill", .. var killing] && KillOptions.Read(killing) is { } kill)
{
    var wrong = await kill.RunAsync(Console.Out);
    foreach (var what in wrong) Console.WriteLine(what);
    return wrong.Count == 0 ? 0 : 1;
}

if (args is ["load", .. var flooded] && flooded.Length % 2 == 0 && flooded.Chunk(2).All(option => option[0] is "--grants" or "--connections"))
{
    var given = flooded.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    await using var azurite = new AzuriteFixture();
    var load = new LoadSoak(given.GetValueOrDefault("--grants", 20_000), given.GetValueOrDefault("--connections", 512), Console.Out);
    await load.RunAsync(azurite);
    foreach (var what in load.Wrong) Console.WriteLine(what);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the flood made the night {load.Ratio:0.00} times as long; {LoadSoak.MostRatio} times is allowed"));
    return load.Wrong.Count == 0 && load.Ratio <= LoadSoak.MostRatio ? 0 : 1;
}

Console.Error.WriteLine(
    "usage: dotnet run -c Release --project tests/Soak -- parsers [INPUTS] | files [--count N] [--seed N] | large [--bytes N] [--refused PERCENT] | requests [--count N] [--seed N] | fuzz [--files N] [--seed N] [--first N] | doors [--count N] [--seed N] [--first N] | crash [--issuers N] [--every N] [--first N] [--part NAME] [--fault NAME] | year [--days N [--engine]] | engine [--every N] [--kind TEXT] [--nights N] [--outages N] [--seed N] | kill [--part ingestion|night|emulator|writes] [--grants N] [--kills N] [--seed N] [--hosts N] [--within SECONDS] | load [--grants N] [--connections N]");
return 2;
