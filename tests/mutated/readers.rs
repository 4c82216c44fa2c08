//! Item readers: whatever an object holds, items come one after the other, as many as were counted, or a fault is told.

use super::mutate;
use super::targets::Checked;
use stepglass::random::Random;
use stepglass::reader::{Reader, Request, Settings};
use stepglass::service::ObjectStore;
use stepglass::text::{read_value, write};
use stepglass::time::Timestamp;
use stepglass::value::{Object, Value};

const OBJECTS: [&str; 6] = [
    "id,note\r\n1,\"a \"\"b\"\"\"\r\n\r\n2,\"x\ny\"\n   \n,,\n",
    "[1, {\"a\": [2, 3]}, null]",
    "{\"data\": {\"items\": [{\"id\": 1}, {\"id\": 2}]}}",
    "{\"a\": 1}\n\n[2]\r\n\"three\"",
    "s3://b/other\ns3://b/k\n",
    "{\"destinationBucket\": \"arn:aws:s3:::b\", \"fileFormat\": \"CSV\", \"fileSchema\": \"Bucket, Key\", \"files\": [{\"key\": \"other\"}]}",
];

const CONFIGS: [&str; 9] = [
    r#"{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}"#,
    r#"{"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "b"], "CSVDelimiter": "TAB"}"#,
    r#"{"InputType": "JSON"}"#,
    r#"{"InputType": "JSON", "ItemsPointer": "/data/items"}"#,
    r#"{"InputType": "JSONL"}"#,
    r#"{"ManifestType": "S3_INVENTORY"}"#,
    r#"{"InputType": "JSONL", "ManifestType": "ATHENA_DATA"}"#,
    r#"{"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}"#,
    r#"{}"#,
];

/// An object, another one, a configuration, and the number of items asked for.
pub fn make(random: &mut Random) -> Vec<String> {
    let objects = OBJECTS.map(str::to_owned);
    let configs = CONFIGS.map(str::to_owned);
    let mut pick = |list: &[String]| list[random.below(list.len() as u64) as usize].clone();
    let (object, other, config) = (pick(&objects), pick(&objects), pick(&configs));
    let object = mutate::text(&object, &objects, random);
    let most = random.below(12).to_string();
    vec![object, other, config, most]
}

pub fn run(case: &[String]) -> Checked {
    let [object, other, config, most] = case else {
        return Err("four parts".to_owned());
    };
    let text = |text: &String| Value::from(text.as_str());
    let files = Object::default().with("b/k", text(object));
    let files = files.with("b/other", text(other));
    let store = ObjectStore::from_files(&files, Timestamp(0))?;
    let config = read_value(config).map_err(|failure| failure.message)?;
    for action in ["getObject", "listObjectsV2"] {
        let parameters = Object::default().with("Bucket", "b").with("Key", "k");
        let request = Request::new(&format!(":s3:{action}"), &Value::Object(parameters));
        let most = most.parse().ok();
        let Ok(settings) = Settings::new(request.lists, &config, most) else {
            return Err("a number of items is refused".to_owned());
        };
        if let Ok(reader) = Reader::open(&request, settings, &store) {
            counted(reader, most)?;
        }
    }
    Ok(())
}

/// As many items as were counted, and no more than asked for.
fn counted(mut reader: Reader, most: Option<f64>) -> Checked {
    let counted = reader.count();
    let mut taken = 0;
    let fault = loop {
        match reader.take() {
            Ok(Some(item)) => {
                taken += 1;
                write::compact(&item.input());
            }
            Ok(None) => break None,
            Err(fault) => break Some(fault),
        }
    };
    let most = most.filter(|most| *most >= 1.0).unwrap_or(f64::MAX);
    match (counted, fault) {
        (Ok(counted), None) if counted == taken && taken as f64 <= most => Ok(()),
        (Err(told), Some(fault)) if told == fault => Ok(()),
        (counted, fault) => Err(format!("counted {counted:?}, took {taken}, then {fault:?}")),
    }
}
