using Pricing.Files.Kinds;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Headers;

public sealed class AnswerColumnsTests
{
    public static TheoryData<FileKind> Kinds => [.. TableSchemas.OfFiles.Select(schema => schema.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Header_WithColumnsOfAnAnswer_PassesThemOverWithoutAWord(FileKind kind)
    {
        var columns = TableSchemas.Of(kind).Columns.Where(column => column.IsRequired).ToList();
        var names = string.Join(',', columns.Select(column => column.Name));
        var values = string.Join(',', columns.Select(SampleRow.Value));
        var fields = string.Join(',', columns.Select(column => $"\"{column.Name}\":\"{SampleRow.Value(column)}\""));

        var csv = await Given.ReadAsync(
            $"{AnswerColumns.Line},{names},Rejected Field,{AnswerColumns.Value},{AnswerColumns.Reason}\n7,{values},a,b,c\n", Given.Request(kind));
        var json = await Given.ReadAsync($"[{{{fields},\"{AnswerColumns.Reason}\":\"c\"}}]", Given.Request(kind));

        Assert.Equal((0, 0, 0), (csv.Defects.Count, csv.Notices.Count, csv.Rows[0].Failures.Count));
        Assert.Equal((0, 0, 0), (json.Defects.Count, json.Notices.Count, json.Rows[0].Failures.Count));
    }
}
