using System.Globalization;
using Soak;
using Soak.Files;

if (args is ["parsers", .. var inputs] && inputs.Length < 2)
    return await ParserSoak.RunAsync(inputs is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000);

if (args is ["files", .. var options] && options.Length % 2 == 0 && options.Chunk(2).All(option => option[0] is "--count" or "--seed"))
{
    var given = options.Chunk(2).ToDictionary(option => option[0], option => int.Parse(option[1], CultureInfo.InvariantCulture));
    return await FileSoak.RunAsync(given.GetValueOrDefault("--count", 1_000_000), given.GetValueOrDefault("--seed", 1));
}

Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Soak -- parsers [INPUTS] | files [--count N] [--seed N]");
return 2;
