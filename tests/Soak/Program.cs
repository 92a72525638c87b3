using System.Globalization;
using Soak;

var soaks = new Dictionary<string, Func<int, Task<int>>>(StringComparer.Ordinal)
{
    ["parsers"] = ParserSoak.RunAsync,
};

if (args is not [var name, .. var rest] || !soaks.TryGetValue(name, out var soak))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/Soak -- {string.Join('|', soaks.Keys)} [INPUTS]");
    return 2;
}

return await soak(rest is [var inputs] ? int.Parse(inputs, CultureInfo.InvariantCulture) : 1_000_000);
