using System.Globalization;

namespace Soak.Kills;

/// <summary>What is killed, and when.</summary>
/// <param name="Part">The part: ingestion, night, emulator or writes.</param>
/// <param name="Grants">How many grants.</param>
/// <param name="Kills">How many hosts are killed, or how often the emulator is stopped.</param>
/// <param name="Seed">The seed of the moments.</param>
/// <param name="Hosts">How many work on one hub; one of them is killed each time.</param>
/// <param name="Within">The longest life before the end, in seconds; 0 for as long as it takes undisturbed.</param>
internal sealed record KillOptions(string Part, int Grants, int Kills, int Seed, int Hosts, int Within)
{
    private static readonly string[] Names = ["--part", "--grants", "--kills", "--seed", "--hosts", "--within"];

    /// <summary>Reads them.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The options; null where the arguments are none.</returns>
    public static KillOptions? Read(string[] arguments)
    {
        if (arguments.Length % 2 != 0 || arguments.Chunk(2).Any(option => !Names.Contains(option[0]))) return null;

        var given = arguments.Chunk(2).ToDictionary(option => option[0], option => option[1]);
        int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return given.GetValueOrDefault("--part", "night") is var part and ("ingestion" or "night" or "emulator" or "writes")
            ? new(part, Number("--grants", 20_000), Number("--kills", part == "night" ? 50 : part == "ingestion" ? 20 : 10), Number("--seed", 1), Number("--hosts", 1), Number("--within", 0))
            : null;
    }

    /// <summary>Runs it.</summary>
    /// <param name="progress">Where it says how far it is.</param>
    /// <returns>What was stored otherwise.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(TextWriter progress)
    {
        var scene = new KillScene(this, progress);
        await (Part switch
        {
            "ingestion" => new IngestionKills(this, scene).RunAsync(),
            "emulator" => new EmulatorStops(this, scene).RunAsync(),
            "writes" => new LostWrites(this, scene).RunAsync(),
            _ => new NightKills(this, scene).RunAsync(),
        });
        return scene.Wrong;
    }
}
