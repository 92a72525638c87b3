using System.Globalization;
using Soak;
using Soak.Batches;
using Soak.Files;
using Soak.Requests;

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

Console.Error.WriteLine(
    "usage: dotnet run -c Release --project tests/Soak -- parsers [INPUTS] | files [--count N] [--seed N] | large [--bytes N] [--refused PERCENT] | requests [--count N] [--seed N]");
return 2;
